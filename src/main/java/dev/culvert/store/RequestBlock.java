package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.RequestId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How requests that are written together lie in one value of the database: in <em>runs</em>, requests of one connection that follow
 * each other, whose common part stands once. A row of its own for each request would cost several times as much to write.
 */
final class RequestBlock {

    /** So many requests are in a block at the most. */
    static final int MOST = HistoryPart.BLOCK_ROWS;

    /** The first number of each block. */
    private static final int FORM = 1;

    private RequestBlock() {}

    /** Where a run begins that follows another one. */
    static boolean isNext(HttpExchange a, HttpExchange b) {
        HttpExchange.Request one = a.request();
        HttpExchange.Request other = b.request();
        return a.id().number() + 1 == b.id().number()
                && a.id().connection().equals(b.id().connection())
                && one.host().equals(other.host())
                && one.userAgent().equals(other.userAgent())
                && one.version().equals(other.version())
                && one.scheme().equals(other.scheme());
    }

    /** Requests of one connection that follow each other in it. */
    record Run(List<HttpExchange> requests) {

        ConnectionId connection() {
            return requests.getFirst().id().connection();
        }

        long firstNumber() {
            return requests.getFirst().id().number();
        }
    }

    /** Writes a block, a run after the other. */
    static final class Writer {

        private final PackWriter pack = new PackWriter();
        private final Codes codes;
        private long latestStart;

        Writer(Codes codes) {
            this.codes = codes;
        }

        void begin() {
            pack.forget();
            pack.number(FORM);
            latestStart = 0;
        }

        byte[] end() {
            return pack.take();
        }

        void add(List<HttpExchange> run) throws SQLException {
            HttpExchange first = run.getFirst();
            pack.number(run.size());
            pack.number(first.id().connection().value());
            pack.number(first.id().number());
            pack.number(codes.endpoint(first.endpoint(), first.endpointName(), first.endpointUrl()));
            pack.bytes(first.client().getAddress().getAddress());
            pack.number(first.client().getPort());
            pack.number(codes.server(first.server().getAddress()));
            pack.number(first.server().getPort());
            pack.difference(Micros.of(first.startedAt()) - Micros.of(first.connectedAt()));
            pack.text(first.request().scheme());
            pack.text(first.request().host());
            pack.text(first.request().version());
            pack.text(first.request().userAgent());
            for (HttpExchange request : run) {
                add(request);
            }
        }

        private void add(HttpExchange x) throws SQLException {
            long startedAt = Micros.of(x.startedAt());
            Duration headTime = x.headTime();
            DecisionRecord decision = x.decision();
            pack.difference(startedAt - latestStart);
            latestStart = startedAt;
            pack.difference(Micros.of(x.endedAt()) - startedAt);
            pack.number(headTime == null ? 0 : 1 + headTime.toNanos() / 1_000);
            pack.text(x.request().method());
            pack.text(x.request().target());
            pack.number(codes.upstream(x.upstream()));
            pack.number(x.status());
            pack.number(x.request().bytes());
            pack.number(x.responseBytes());
            pack.number(codes.decision(decision));
            pack.text(x.error());
            pack.texts(decision.handedTo());
            pack.texts(decision.reports());
            pack.texts(decision.logs());
        }
    }

    /** The runs of a block, in the order of their writing. */
    static List<Run> read(byte[] block, CodedTexts codes) throws SQLException {
        var pack = new PackReader(block);
        if (pack.smallNumber() != FORM) {
            throw new SQLException("HTTP requests are of a form that this version does not know");
        }
        List<Run> runs = new ArrayList<>();
        long latestStart = 0;
        while (pack.hasMore()) {
            int size = pack.smallNumber();
            var common = Common.read(pack, codes);
            List<HttpExchange> requests = new ArrayList<>(Math.min(size, MOST));
            for (int i = 0; i < size; i++) {
                HttpExchange request = request(pack, codes, common, requests, latestStart);
                latestStart = Micros.of(request.startedAt());
                requests.add(request);
            }
            runs.add(new Run(requests));
        }
        return runs;
    }

    private static HttpExchange request(
            PackReader pack, CodedTexts codes, Common common, List<HttpExchange> before, long latestStart)
            throws SQLException {
        long startedAt = latestStart + pack.difference();
        Instant endedAt = Micros.toInstant(startedAt + pack.difference());
        long head = pack.number();
        Duration headTime = head == 0 ? null : Duration.ofNanos((head - 1) * 1_000);
        String method = pack.text();
        String target = pack.text();
        long upstream = pack.number();
        int status = pack.smallNumber();
        long requestBytes = pack.number();
        long responseBytes = pack.number();
        CodedTexts.Decision decision = codes.decision(pack.number());
        @Nullable String error = pack.textOrNull();
        return new HttpExchange(
                new RequestId(common.connection(), common.firstNumber() + before.size()),
                common.endpoint().id(),
                common.endpoint().name(),
                common.endpoint().url(),
                common.client(),
                common.server(),
                before.isEmpty()
                        ? Micros.toInstant(startedAt - common.firstAfter())
                        : before.getFirst().connectedAt(),
                new HttpExchange.Request(
                        method,
                        common.scheme(),
                        common.host(),
                        target,
                        common.version(),
                        common.userAgent(),
                        requestBytes),
                codes.upstream(upstream),
                Micros.toInstant(startedAt),
                endedAt,
                headTime,
                status,
                responseBytes,
                new DecisionRecord(
                        decision.rule(),
                        decision.action(),
                        decision.network(),
                        pack.texts(),
                        pack.texts(),
                        pack.texts()),
                error);
    }

    /**
     * What the requests of a run have in common.
     *
     * @param firstAfter how long after the connection's start the first one began, in microseconds
     */
    private record Common(
            ConnectionId connection,
            long firstNumber,
            CodedTexts.Endpoint endpoint,
            InetSocketAddress client,
            InetSocketAddress server,
            long firstAfter,
            String scheme,
            String host,
            String version,
            String userAgent) {

        static Common read(PackReader pack, CodedTexts codes) throws SQLException {
            return new Common(
                    new ConnectionId(pack.number()),
                    pack.number(),
                    codes.endpoint(pack.number()),
                    new InetSocketAddress(address(pack.bytes()), pack.smallNumber()),
                    new InetSocketAddress(codes.server(pack.number()), pack.smallNumber()),
                    pack.difference(),
                    pack.text(),
                    pack.text(),
                    pack.text(),
                    pack.text());
        }

        private static InetAddress address(byte[] bytes) throws SQLException {
            try {
                return Objects.requireNonNull(InetAddress.getByAddress(bytes));
            } catch (UnknownHostException e) {
                throw new SQLException("4 or 16 bytes are an address", e);
            }
        }
    }
}

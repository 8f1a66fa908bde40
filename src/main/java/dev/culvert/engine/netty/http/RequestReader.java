package dev.culvert.engine.netty.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.List;

/**
 * Reads requests, one at a time: behind the end of each it rests until it is told to go on, and what the client has sent
 * beyond that stays with it. What is wrong comes out as a {@link BadRequest}, and nothing after that. On the event loop only.
 */
public final class RequestReader extends HttpRequestDecoder {

    private final HeadGuard guard;
    private final KnownNames names = KnownNames.own();
    private boolean inHead = true;
    private boolean inTrailers;
    private int seen;
    private boolean rests;
    private boolean broken;
    private boolean busy;
    private Instant begun = Instant.MIN;

    /** A reader at the beginning of a connection. */
    public RequestReader(HttpLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.line() + 64)
                .setMaxHeaderSize(limits.headerBytes() + 64)
                .setMaxChunkSize(256 * 1024)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false)) // the guard's work
                .setTrailersFactory(DefaultHttpHeadersFactory.trailersFactory()));
        guard = new HeadGuard(limits);
    }

    /** Whether it has read a request and was not told to go on. */
    public boolean rests() {
        return rests;
    }

    /** Whether it is in the middle of a head. */
    public boolean isInHead() {
        return inHead && guard.hasBegun();
    }

    /** When the first byte of the latest request came. */
    public Instant begun() {
        return begun;
    }

    /** How many bytes it holds that it has not read. */
    public int held() {
        return actualReadableBytes();
    }

    /** Reads the next request, at once if there is something of it. */
    public void goOn(ChannelHandlerContext context) throws Exception {
        rests = false;
        if (!busy && held() > 0) {
            channelRead(context, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        boolean wasBusy = busy;
        busy = true;
        try {
            super.channelRead(context, bytes);
        } finally {
            busy = wasBusy;
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        } else if (rests || (inHead && !guard(in, out))) {
            return;
        }
        int before = in.readerIndex();
        int known = out.size();
        super.decode(context, in, out);
        seen -= in.readerIndex() - before;
        if (inTrailers && hasFold(in, before)) {
            refuseTrailers(out, known);
        }
        for (int i = known; i < out.size(); i++) {
            Object message = out.get(i);
            if (((DecoderResultProvider) message).decoderResult().isFailure()) {
                broken = true;
                return;
            }
            inHead &= !(message instanceof HttpRequest);
            if (message instanceof LastHttpContent) {
                inHead = true;
                inTrailers = false;
                rests = true;
                seen = 0;
                guard.reset();
            }
        }
    }

    /** Hears of every header and trailer; a trailer's line is read with nothing but other trailers. */
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        inTrailers |= !inHead;
        return names.name(line, start, length);
    }

    /** Whether a line that was read goes on with the one before; the decoder makes one of them (RFC 9112 5.2). */
    private static boolean hasFold(ByteBuf in, int from) {
        boolean begins = true;
        for (int i = from; i < in.readerIndex(); i++) {
            byte next = in.getByte(i);
            if (begins && (next == ' ' || next == '\t')) {
                return true;
            }
            begins = next == '\n';
        }
        return false;
    }

    private static void refuseTrailers(List<Object> out, int known) {
        var refused = new DefaultLastHttpContent();
        refused.setDecoderResult(DecoderResult.failure(new BadRequest(400, "A trailer is folded over several lines.")));
        out.subList(known, out.size()).clear(); // without bytes: a body's last part was read before
        out.add(refused);
    }

    /** Has the head looked at as far as it has come; whether it may be read. */
    private boolean guard(ByteBuf in, List<Object> out) {
        if (!guard.hasBegun()) {
            begun = Instant.now();
        }
        if (!guard.isDone()) {
            int from = in.readerIndex() + seen;
            int end = in.forEachByte(from, in.writerIndex() - from, guard);
            seen = (end < 0 ? in.writerIndex() : end + 1) - in.readerIndex();
        }
        BadRequest problem = guard.problem();
        if (problem != null) {
            broken = true;
            in.skipBytes(in.readableBytes());
            out.add(problem);
        }
        return problem == null;
    }
}

package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.gateway.certificate.CertificateFolder;
import dev.culvert.model.CloseReason;
import dev.culvert.policy.run.TlsTermination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** HTTP that comes inside TLS, which ended at the endpoint. */
@ExtendWith(LeakGuard.class)
class HttpTlsTest {

    private static final String POLICY = "{on_tcp_connect: [{actions: [{type: terminate-tls}]}],"
            + " on_http_request: [{expressions: ['req.url.path == \"/own\"'],"
            + " actions: [{type: custom-response, config: {body: '${req.url.scheme}'}}]}]}";

    @TempDir
    Path folder;

    private TlsPeer client() throws TlsCredentialException {
        new CertificateFolder(folder)
                .find(
                        new TlsTermination("1.2", "1.3", "", "", List.of(), TlsTermination.Verification.REQUEST),
                        List.of());
        return TlsPeer.trusting(folder.resolve("authority.pem"), null);
    }

    @OnEachRelay
    void isReadAndForwarded(RelayMode mode) throws IOException, TlsCredentialException {
        TlsPeer peer = client();
        try (var upstream = new HttpServer();
                var rig = new Rig(mode, new TlsServer(new CertificateFolder(folder), Thread::startVirtualThread))
                        .listen(Policed.open(upstream.port()).by(POLICY))) {
            try (var client = new HttpPeer(peer.connect(rig.addresses().getFirst(), "localhost"))) {
                assertThat(client.send("GET /own HTTP/1.1\r\nHost: a\r\n\r\n")
                                .answer()
                                .body())
                        .isEqualTo("https");
                assertThat(client.send("GET /theirs HTTP/1.1\r\nHost: a\r\n\r\n")
                                .answer()
                                .body())
                        .isEqualTo("GET /theirs HTTP/1.1");
                assertThat(upstream.heads.getFirst()).contains("x-forwarded-proto: https\n");
                client.peer().finish().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
            await().until(() -> rig.exchanges.size() == 2);
            assertThat(rig.exchanges).allMatch(e -> e.request().scheme().equals("https"));
        }
    }
}

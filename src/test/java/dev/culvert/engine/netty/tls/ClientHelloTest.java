package dev.culvert.engine.netty.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class ClientHelloTest {

    @Test
    void reads_what_a_client_of_the_jdk_says() throws Exception {
        ClientHello hello = ClientHello.read(helloOfJdk());
        assertThat(hello.version()).isEqualTo(0x0304);
        assertThat(hello.serverName()).isEqualTo("db.example.com");
        assertThat(hello.protocols()).containsExactly("postgresql", "x");
        assertThat(hello.cipherSuites()).contains(0x1301, 0x1302);
        assertThat(hello.extensions()).contains(ClientHello.SERVER_NAME, ClientHello.ALPN, 43, 51);
        assertThat(hello.signatures()).contains(0x0403);
    }

    @Test
    void leaves_out_what_is_reserved() {
        ByteBuf message = Unpooled.buffer().writeShort(0x0303).writeZero(32).writeByte(0);
        message.writeShort(4).writeShort(0x3a3a).writeShort(0x002f).writeByte(1).writeByte(0);
        message.writeShort(12)
                .writeShort(0xfafa)
                .writeShort(0)
                .writeShort(0x0017)
                .writeShort(0)
                .writeShort(0x3a3b);
        message.writeShort(0);
        ClientHello hello = ClientHello.read(message);
        assertThat(hello.cipherSuites()).containsExactly(0x002f);
        assertThat(hello.extensions()).containsExactly(0x0017, 0x3a3b);
        assertThat(hello.version()).isEqualTo(0x0303);
    }

    @Test
    void ends_for_any_bytes_whatever() throws Exception {
        byte[] good = new byte[helloOfJdk().readableBytes()];
        helloOfJdk().readBytes(good);
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(6); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(ClientHello.read(Unpooled.wrappedBuffer(bad, 0, random.nextInt(bad.length + 1))))
                        .isNotNull();
            } catch (IndexOutOfBoundsException e) {
                assertThat(e).isNotNull(); // the one thing that may happen
            }
        }
    }

    @Test
    void the_client_chooses_the_protocol_but_for_http_2() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        assertThat(AlpnChoice.choose(engine, List.of("h2", "http/1.1"))).isEqualTo("http/1.1");
        assertThat(AlpnChoice.choose(engine, List.of("postgresql"))).isEqualTo("postgresql");
        assertThat(AlpnChoice.choose(engine, List.of("h2"))).isEqualTo("h2");
        assertThat(AlpnChoice.choose(engine, List.of())).isEmpty();
    }

    private static ByteBuf helloOfJdk() throws NoSuchAlgorithmException, SSLException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("db.example.com")));
        parameters.setApplicationProtocols(new String[] {"postgresql", "x"});
        engine.setSSLParameters(parameters);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        return Unpooled.wrappedBuffer(record.flip()).skipBytes(9);
    }
}

package dev.culvert.engine.netty;

import dev.culvert.model.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Tells an upstream who the client is, before the client's first byte, if the endpoint wants that. */
final class ProxyHeader {

    private ProxyHeader() {}

    /** An encoder in a channel that leads nowhere, for each event loop. */
    private static final FastThreadLocal<EmbeddedChannel> ENCODERS = new FastThreadLocal<>() {
        @Override
        protected EmbeddedChannel initialValue() {
            return new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);
        }
    };

    /** The header's bytes; null if there is none. */
    static @Nullable ByteBuf of(ProxyProtocol version, InetSocketAddress client, InetSocketAddress server) {
        if (version == ProxyProtocol.NONE) {
            return null;
        }
        boolean ipv4 = client.getAddress() instanceof Inet4Address && server.getAddress() instanceof Inet4Address;
        EmbeddedChannel encoder = ENCODERS.get();
        encoder.writeOutbound(new HAProxyMessage(
                version == ProxyProtocol.V1 ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2,
                HAProxyCommand.PROXY,
                ipv4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                text(client.getAddress(), ipv4),
                text(server.getAddress(), ipv4),
                client.getPort(),
                server.getPort()));
        return encoder.readOutbound();
    }

    /** Both addresses must be of one family, so a lone IPv4 address is written in its IPv6 form. */
    private static String text(InetAddress address, boolean ipv4) {
        return !ipv4 && address instanceof Inet4Address
                ? "::ffff:" + address.getHostAddress()
                : NetUtil.toAddressString(address);
    }
}

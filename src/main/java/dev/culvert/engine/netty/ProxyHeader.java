package dev.culvert.engine.netty;

import dev.culvert.model.ProxyProtocol;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Tells an upstream who the client is, before the client's first byte, if the endpoint wants that. */
final class ProxyHeader {

    private ProxyHeader() {}

    /** Queues the header; it goes out with the next flush. */
    @SuppressWarnings("FutureReturnValueIgnored") // if it fails, so does the channel
    static void write(
            SocketChannel upstream, ProxyProtocol version, InetSocketAddress client, InetSocketAddress server) {
        if (version == ProxyProtocol.NONE) {
            return;
        }
        boolean ipv4 = client.getAddress() instanceof Inet4Address && server.getAddress() instanceof Inet4Address;
        upstream.pipeline().addFirst(HAProxyMessageEncoder.INSTANCE);
        upstream.write(new HAProxyMessage(
                version == ProxyProtocol.V1 ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2,
                HAProxyCommand.PROXY,
                ipv4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                text(client.getAddress(), ipv4),
                text(server.getAddress(), ipv4),
                client.getPort(),
                server.getPort()));
        upstream.pipeline().remove(HAProxyMessageEncoder.INSTANCE);
    }

    /** Both addresses must be of one family, so a lone IPv4 address is written in its IPv6 form. */
    private static String text(InetAddress address, boolean ipv4) {
        return !ipv4 && address instanceof Inet4Address
                ? "::ffff:" + address.getHostAddress()
                : NetUtil.toAddressString(address);
    }
}

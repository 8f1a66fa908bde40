package dev.culvert.engine.netty.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Reads an upstream's responses, each of them only after it was asked for. It forgives what cannot be misread, since all is
 * written anew for the client. On the event loop only.
 */
public final class ResponseReader extends HttpResponseDecoder {

    private final KnownNames names = KnownNames.own();
    private String method = "";
    private boolean rests = true;
    private boolean interim;

    /** A reader that expects nothing yet. */
    public ResponseReader(HttpLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.line())
                .setMaxHeaderSize(4 * limits.headerBytes())
                .setMaxChunkSize(256 * 1024)
                .setUseRfc9112TransferEncoding(true));
    }

    /** A request of that method was sent. */
    public void expect(String asked) {
        method = asked;
        rests = false;
    }

    /** Whether there are bytes that belong to no request. */
    public boolean hasStray() {
        return rests && actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (rests) {
            return;
        }
        int known = out.size();
        super.decode(context, in, out);
        for (int i = known; i < out.size(); i++) {
            Object message = out.get(i);
            if (message instanceof HttpResponse response) {
                int status = response.status().code();
                interim = status < 200 && status != 101;
            }
            if (message instanceof LastHttpContent && !interim) {
                rests = true;
            }
        }
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        return names.name(line, start, length);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return ReadResponse.hasNoBody(((HttpResponse) message).status().code(), method);
    }

    @Override
    protected boolean isSwitchingToNonHttp1Protocol(HttpResponse response) {
        int status = response.status().code();
        return status == 101 || (method.equals("CONNECT") && status >= 200 && status < 300);
    }
}

package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/** What trails a body. */
public final class Trailers {

    private Trailers() {}

    /** Those that may: none that is about framing, routing or who asks (RFC 9110 6.5.1). */
    public static HeaderList of(HttpHeaders trailing) {
        HeaderList.Builder list = HeaderList.builder();
        for (var lines = trailing.iteratorAsString(); lines.hasNext(); ) {
            Map.Entry<String, String> line = lines.next();
            if (HopHeaders.mayTrail(line.getKey())) {
                list.add(line.getKey(), line.getValue());
            }
        }
        return list.build();
    }
}

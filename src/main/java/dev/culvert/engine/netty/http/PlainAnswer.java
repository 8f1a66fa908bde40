package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import java.nio.charset.StandardCharsets;

/** What Culvert itself says where no policy does. */
public final class PlainAnswer {

    private static final HeaderList HEADERS = HeaderList.of("content-type", "text/plain; charset=utf-8");

    private PlainAnswer() {}

    /** An answer that is a sentence. */
    public static HttpAnswer of(int status, String sentence) {
        return new HttpAnswer(status, HEADERS, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/key/renew}: another key in place of the one that was shown. */
final class KeyRoutes implements RouteGroup {

    private static final Logger log = LoggerFactory.getLogger(KeyRoutes.class);

    private final ApiKey key;

    KeyRoutes(ApiKey key) {
        this.key = key;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/key/renew", "renewKey", this::renew)
                .says("Makes another API key; the one that was shown for this counts no more.")
                .answers(
                        200,
                        Schema.object()
                                .with("key", Schema.text())
                                .with("key_file", Schema.text())
                                .named("ApiKey")));
    }

    private Answer renew(Call call) {
        String next;
        try {
            next = key.renew();
        } catch (ApiFailure e) {
            log.error("{}", e.getMessage(), e);
            throw ApiError.own(500, String.valueOf(e.getMessage()));
        }
        log.info("The API key was renewed; {} has it.", key.file());
        return Answer.ok(
                Json.object().put("key", next).put("key_file", key.file().toString()));
    }
}

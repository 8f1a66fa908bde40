package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** {@code /openapi.json}: what all routes declare of themselves. */
final class OpenApiRoutes implements RouteGroup {

    private final Supplier<Collection<Operation>> served;
    private final String version;

    OpenApiRoutes(Supplier<Collection<Operation>> served, String version) {
        this.served = served;
        this.version = version;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/openapi.json", "getOpenApi", this::document)
                .says("Describes this API in OpenAPI 3.1.")
                .openToAll()
                .answers(200, Schema.object().named("OpenApi")));
    }

    private Answer document(Call call) {
        return Answer.ok(OpenApi.document(served.get(), version, call.uri("")));
    }
}

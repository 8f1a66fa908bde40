package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {

    @TempDir
    Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void anotherParserFindsNothingWrong() {
        SwaggerParseResult parsed = parsed();

        assertThat(parsed.getMessages()).isEmpty();
        OpenAPI document = parsed.getOpenAPI();
        assertThat(document.getOpenapi()).isEqualTo("3.1.0");
        assertThat(document.getInfo().getVersion()).isEqualTo(TestGateway.VERSION);
        assertThat(document.getServers().getFirst().getUrl())
                .isEqualTo(gateway.server().uri().toString());
        assertThat(document.getComponents().getSchemas()).containsKeys("Endpoint", "Connection", "IpPolicy", "Error");
    }

    @Test
    void itHasEveryRouteThatIsServedAndNoOther() {
        TreeSet<String> documented = new TreeSet<>();
        parsed().getOpenAPI()
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> documented.add(method + " " + path)));

        TreeSet<String> served = new TreeSet<>();
        gateway.server().operations().forEach(o -> served.add(o.method() + " " + o.path()));
        assertThat(documented).isEqualTo(served).hasSizeGreaterThan(20);
    }

    @Test
    void everyRouteIsDeclaredWithASentenceAndANameOfItsOwn() {
        List<Operation> operations = gateway.server().operations();

        assertThat(operations)
                .allSatisfy(o -> assertThat(o.isDeclared()).as(o.path()).isTrue())
                .allSatisfy(o -> assertThat(o.summary()).as(o.path()).endsWith("."));
        assertThat(operations.stream().map(Operation::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyRouteAnswersNobodyWithoutAKeyUnlessItSaysSo() {
        try (var caller = new HttpCaller(gateway)) {
            for (Operation o : gateway.server().operations()) {
                String path = o.path().replaceAll("\\{\\w+}", "x");
                HttpRequest request = HttpRequest.newBuilder(
                                gateway.server().uri().resolve(path))
                        .method(o.method().text(), HttpRequest.BodyPublishers.noBody())
                        .build();
                Reply reply = caller.send(request);
                assertThat(reply.status()).as(o.path()).isEqualTo(o.isOpen() ? 200 : 401);
            }
        }
    }

    @Test
    void everyRouteRefusesAParameterThatItDoesNotKnow() {
        try (var caller = new HttpCaller(gateway)) {
            for (Operation o : gateway.server().operations()) {
                Reply reply = caller.call(o.method().text(), o.path().replaceAll("\\{\\w+}", "x") + "?colour=blue");
                assertThat(reply.code()).as(o.path()).isEqualTo("ERR_NGROK_231");
            }
        }
    }

    @Test
    void everyChangeOfNothingIsRefusedInOneSentence() {
        try (var caller = new HttpCaller(gateway)) {
            String endpoint = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}")
                    .text("/id");
            String policy = caller.call("POST", "/ip_policies", "{}").text("/id");
            String rule = caller.call(
                            "POST",
                            "/ip_policy_rules",
                            "{\"ip_policy_id\": \"%s\", \"cidr\": \"192.0.2.0/24\", \"action\": \"deny\"}"
                                    .formatted(policy))
                    .text("/id");
            for (String path :
                    List.of("/endpoints/" + endpoint, "/ip_policies/" + policy, "/ip_policy_rules/" + rule)) {
                for (String body : List.of("{}", "{\"description\": null}", "{\"id\": \"x\"}")) {
                    Reply reply = caller.call("PATCH", path, body);
                    assertThat(reply.status()).as(path + body).isEqualTo(400);
                    assertThat(reply.message()).isEqualTo("There is nothing to change; send at least one field.");
                }
            }
        }
    }

    private SwaggerParseResult parsed() {
        var options = new ParseOptions();
        options.setResolve(true);
        String text = Contract.document(gateway.server().uri()).toString();
        return new OpenAPIV3Parser().readContents(text, null, options);
    }
}

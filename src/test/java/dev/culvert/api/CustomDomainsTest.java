package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.gateway.AddressSetup;
import dev.culvert.gateway.address.DnsServer;
import dev.culvert.gateway.address.PortClaims;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /custom_domains}, with a DNS server that answers over UDP. */
class CustomDomainsTest {

    private static final String SHOP = "{\"name\": \"TCP.shop.example\", \"region\": \"office\"}";

    @TempDir
    Path directory;

    private DnsServer dns;
    private TestGateway gateway;
    private HttpCaller caller;

    @BeforeEach
    void start() throws IOException {
        dns = new DnsServer().with("gw.office.example", "A", "198.51.100.9");
        open();
        caller.call(
                "POST",
                "/ingresses",
                "{\"name\": \"office\", \"bind_addresses\": \"127.0.0.1\", \"host\": \"gw.office.example\"}");
    }

    private void open() {
        var setup = new AddressSetup(PortClaims.alone(), dns.lookup(), Thread::startVirtualThread, false);
        gateway = new TestGateway(directory, "127.0.0.1", setup);
        caller = new HttpCaller(gateway);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
        dns.close();
    }

    @Test
    void aDomainIsLookedUpAndSaysWhatItPointsAt() {
        Reply made = caller.call("POST", "/custom_domains", SHOP);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/id")).matches("cd_[0-9A-Za-z]{27}");
        assertThat(made.text("/name")).isEqualTo("tcp.shop.example");
        assertThat(made.text("/ingress/name")).isEqualTo("office");
        assertThat(made.text("/record/type")).isEqualTo("CNAME");
        assertThat(made.text("/record/value")).isEqualTo("gw.office.example");
        String path = "/custom_domains/" + made.text("/id");
        await().until(() -> caller.call("GET", path).text("/state/status").equals("missing"));

        dns.with("tcp.shop.example", "CNAME", "elsewhere.example");
        Reply wrong = caller.call("POST", path + "/check");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.text("/state/status")).isEqualTo("wrong");
        assertThat(wrong.text("/state/points_at/0")).isEqualTo("elsewhere.example");

        dns.without("tcp.shop.example");
        dns.with("tcp.shop.example", "CNAME", "gw.office.example");
        assertThat(caller.call("POST", path + "/check").text("/state/status")).isEqualTo("right");
        assertThat(caller.call("GET", path).text("/state/status")).isEqualTo("right");

        dns.fail();
        Reply unknown = caller.call("POST", path + "/check");
        assertThat(unknown.text("/state/status")).isEqualTo("unknown");
        assertThat(unknown.text("/state/reason")).endsWith(".");
    }

    @Test
    void aDomainStandsAtTheAddressesOfItsIngressAndIsKept() {
        Reply made = caller.call("POST", "/custom_domains", SHOP);
        Reply address = caller.call("POST", "/reserved_addrs", "{\"region\": \"office\"}");
        assertThat(address.text("/custom_domains/0")).isEqualTo("tcp.shop.example");
        caller.close();
        gateway.close();
        open();
        assertThat(caller.call("GET", "/custom_domains").text("/custom_domains/0/id"))
                .isEqualTo(made.text("/id"));
        assertThat(caller.call("DELETE", "/custom_domains/" + made.text("/id")).status())
                .isEqualTo(204);
        assertThat(caller.call("GET", "/custom_domains").json().path("custom_domains"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                   | 215 | name",
                "{\"name\": \"shop\"}                                 | 215 | name",
                "{\"name\": \"10.0.0.1\"}                             | 215 | name",
                "{\"name\": \"*.shop.example\"}                       | 215 | name",
                "{\"name\": \"shop.internal\"}                        | 215 | name",
                "{\"name\": \"gw.office.example\"}                    | 215 | name",
                "{\"name\": \"there.example\"}                        | 215 | name",
                "{\"name\": \"a_b.example\"}                          | 355 | name",
                "{\"name\": \"a b.example\"}                          | 326 | name",
                "{\"name\": \"shop.example\", \"region\": \"moon\"}   | 500 | region",
                "{\"name\": \"shop.example\", \"ttl\": 5}             | 214 | ttl",
            })
    void aFieldThatIsWrong(String body, String code, String field) {
        caller.call("POST", "/custom_domains", "{\"name\": \"there.example\"}");
        Reply reply = caller.call("POST", "/custom_domains", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_" + code);
        assertThat(reply.text("/details/field")).isEqualTo(field);
        assertThat(gateway.gateway().domains().all()).hasSize(1);
    }

    @Test
    void nothingWithThatId() {
        String path = "/custom_domains/cd_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7";
        assertThat(caller.call("GET", path).code()).isEqualTo("ERR_NGROK_222");
        assertThat(caller.call("POST", path + "/check").status()).isEqualTo(404);
        assertThat(caller.call("DELETE", path).status()).isEqualTo(404);
        assertThat(caller.call("GET", "/custom_domains?limit=0").code()).isEqualTo("ERR_NGROK_244");
    }
}

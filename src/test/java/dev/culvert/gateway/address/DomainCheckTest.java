package dev.culvert.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.CustomDomain;
import dev.culvert.model.DnsRecord;
import dev.culvert.model.DomainState;
import dev.culvert.model.Ingress;
import dev.culvert.model.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomainCheckTest {

    private static final Instant NOW = Instant.parse("2030-01-31T09:00:00Z");
    private static final CustomDomain DOMAIN =
            new CustomDomain("cd_1", "tcp.shop.example", "ing_office", Instant.EPOCH);
    private static final Ingress OFFICE = ingress("office", "gw.office.example", "192.0.2.5");

    private DnsServer dns;

    @BeforeEach
    void start() throws IOException {
        dns = new DnsServer().with("gw.office.example", "A", "198.51.100.9");
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void an_alias_of_the_host_is_right_over_several_steps_too() {
        dns.with("tcp.shop.example", "CNAME", "step.shop.example")
                .with("step.shop.example", "CNAME", "GW.office.example");
        assertThat(look(OFFICE))
                .isEqualTo(new DomainState.Right(List.of("step.shop.example", "gw.office.example"), NOW));
    }

    @ParameterizedTest
    @CsvSource({"A, 192.0.2.5", "A, 198.51.100.9"})
    void an_address_that_is_bound_or_that_the_host_has_is_right(String type, String value) {
        dns.with("tcp.shop.example", type, value);
        assertThat(look(OFFICE)).isEqualTo(new DomainState.Right(List.of(value), NOW));
    }

    @Test
    void an_ipv6_address_is_compared_as_an_address() {
        dns.with("tcp.shop.example", "AAAA", "2001:db8::7");
        Ingress six = ingress("six", "2001:db8:0:0:0:0:0:7", "2001:db8::7");
        assertThat(look(six)).isInstanceOf(DomainState.Right.class);
    }

    @Test
    void another_alias_or_address_is_wrong_and_is_told() {
        dns.with("tcp.shop.example", "A", "203.0.113.1");
        assertThat(look(OFFICE)).isEqualTo(new DomainState.Wrong(List.of("203.0.113.1"), NOW));
        dns.without("tcp.shop.example");
        dns.with("tcp.shop.example", "CNAME", "elsewhere.example");
        assertThat(look(OFFICE)).isEqualTo(new DomainState.Wrong(List.of("elsewhere.example"), NOW));
    }

    @Test
    void one_right_address_beside_a_wrong_one_is_wrong() {
        dns.with("tcp.shop.example", "A", "192.0.2.5").with("tcp.shop.example", "A", "203.0.113.1");
        assertThat(look(OFFICE)).isInstanceOf(DomainState.Wrong.class);
    }

    @Test
    void no_name_and_no_address_is_missing() {
        assertThat(look(OFFICE)).isEqualTo(new DomainState.Missing(NOW));
    }

    @Test
    void a_circle_of_aliases_ends() {
        dns.with("tcp.shop.example", "CNAME", "a.example").with("a.example", "CNAME", "tcp.shop.example");
        assertThat(look(OFFICE)).isInstanceOf(DomainState.Wrong.class);
    }

    @Test
    void a_server_that_fails_or_is_silent_says_nothing_of_the_domain() {
        dns.fail();
        assertThat(look(OFFICE))
                .isInstanceOfSatisfying(
                        DomainState.Unknown.class, s -> assertThat(s.reason()).contains("tcp.shop.example"));
        dns.fallSilent();
        assertThat(look(OFFICE))
                .isInstanceOfSatisfying(
                        DomainState.Unknown.class,
                        s -> assertThat(s.reason())
                                .isEqualTo("No DNS server answered; check the network and look again."));
    }

    @Test
    void the_record_is_an_alias_of_a_name_or_else_an_address() {
        assertThat(DomainCheck.record("x.example", OFFICE))
                .isEqualTo(new DnsRecord("x.example", "CNAME", "gw.office.example"))
                .hasToString("x.example. CNAME gw.office.example.");
        assertThat(DomainCheck.record("x.example", ingress("a", "192.0.2.5", "192.0.2.5")))
                .hasToString("x.example. A 192.0.2.5");
        var lan = new Ingress("lan", List.of(InetAddress.ofLiteral("::")), List.of("box", "10.0.0.7", "0.0.0.0", "::"));
        assertThat(DomainCheck.record("x.example", lan)).hasToString("x.example. A 10.0.0.7");
        assertThat(DomainCheck.record("x.example", ingress("six", "2001:db8:0:0:0:0:0:7", "2001:db8::7")))
                .isEqualTo(new DnsRecord("x.example", "AAAA", "2001:db8:0:0:0:0:0:7"));
    }

    private DomainState look(Ingress ingress) {
        return new DomainCheck(dns.lookup(), Clock.fixed(NOW, ZoneOffset.UTC)).look(DOMAIN, ingress);
    }

    private static Ingress ingress(String name, String host, String bind) {
        return new Ingress("ing_" + name, name, List.of(InetAddress.ofLiteral(bind)), List.of(host), PortRange.DEFAULT);
    }
}

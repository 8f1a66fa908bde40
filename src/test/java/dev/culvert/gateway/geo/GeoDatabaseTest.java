package dev.culvert.gateway.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.EndpointKind;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeoDatabaseTest {

    private static final Instant BUILT = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    Path directory;

    private Path city(String name, String code) throws IOException {
        return new MmdbWriter()
                .add(
                        "203.0.113.0/24",
                        Map.of(
                                "city", Map.of("names", Map.of("en", "Ghent")),
                                "continent", Map.of("names", Map.of("en", "Europe")),
                                "country",
                                        Map.of(
                                                "iso_code",
                                                code,
                                                "names",
                                                Map.of("en", name),
                                                "is_in_european_union",
                                                true),
                                "location", Map.of("latitude", 51.05, "accuracy_radius", (short) 20),
                                "registered_country", Map.of("iso_code", "NL"),
                                "subdivisions", List.of(Map.of("names", Map.of("en", "Flanders")))))
                .add("2001:db8::/32", Map.of("country", Map.of("iso_code", "FR")))
                .write(directory.resolve("city.mmdb"), "GeoLite2-City", BUILT);
    }

    private Path network() throws IOException {
        return new MmdbWriter()
                .add(
                        "203.0.112.0/23",
                        Map.of("autonomous_system_number", 64500, "autonomous_system_organization", "Example"))
                .write(directory.resolve("asn.mmdb"), "GeoLite2-ASN", BUILT);
    }

    @Test
    void databases_complete_each_other() throws IOException {
        var geo = new GeoDatabase();
        assertThat(geo.isAvailable()).isFalse();
        assertThat(geo.find(MmdbWriter.ip("203.0.113.9"))).isEqualTo(GeoRecord.UNKNOWN);
        geo.use(List.of(city("Belgium", "BE"), network()));
        assertThat(geo.isAvailable()).isTrue();
        assertThat(geo.sources()).extracting(GeoDatabase.Source::type).containsExactly("GeoLite2-City", "GeoLite2-ASN");
        assertThat(geo.sources().getFirst().builtAt()).isEqualTo(BUILT);
        GeoRecord found = geo.find(MmdbWriter.ip("203.0.113.9"));
        assertThat(found.location().city()).isEqualTo("Ghent");
        assertThat(found.location().country()).isEqualTo("Belgium");
        assertThat(found.location().countryCode()).isEqualTo("BE");
        assertThat(found.location().continent()).isEqualTo("Europe");
        assertThat(found.location().latitude()).isEqualTo("51.05");
        assertThat(found.location().radius()).isEqualTo("20");
        assertThat(found.location().subdivision()).isEqualTo("Flanders");
        assertThat(found.location().isEu()).isTrue();
        assertThat(found.registered().countryCode()).isEqualTo("NL");
        assertThat(found.asNumber()).isEqualTo(64500);
        assertThat(found.asOrganization()).isEqualTo("Example");
        assertThat(geo.find(MmdbWriter.ip("203.0.112.1")).location().countryCode())
                .isEmpty();
        assertThat(geo.find(MmdbWriter.ip("2001:db8::7")).location().countryCode())
                .isEqualTo("FR");
        assertThat(geo.find(MmdbWriter.ip("192.0.2.1"))).isEqualTo(GeoRecord.UNKNOWN);
    }

    @Test
    void flat_databases_are_read_too() throws IOException {
        Path flat = new MmdbWriter()
                .add(
                        "192.0.2.0/24",
                        Map.of("country", "Norway", "country_code", "NO", "asn", "AS64501", "as_name", "Fjord"))
                .write(directory.resolve("flat.mmdb"), "ipinfo lite", BUILT);
        var geo = new GeoDatabase();
        geo.use(List.of(flat));
        GeoRecord found = geo.find(MmdbWriter.ip("192.0.2.1"));
        assertThat(found.location().country()).isEqualTo("Norway");
        assertThat(found.location().countryCode()).isEqualTo("NO");
        assertThat(found.asNumber()).isEqualTo(64501);
        assertThat(found.asOrganization()).isEqualTo("Fjord");
    }

    @Test
    void a_file_that_is_replaced_counts() throws IOException {
        Path file = city("Belgium", "BE");
        var geo = new GeoDatabase();
        geo.use(List.of(file));
        Files.delete(file);
        geo.refresh();
        assertThat(geo.find(MmdbWriter.ip("203.0.113.9")).location().countryCode())
                .isEqualTo("BE");
        city("Germany", "DE");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        geo.refresh();
        assertThat(geo.find(MmdbWriter.ip("203.0.113.9")).location().countryCode())
                .isEqualTo("DE");
    }

    @Test
    void what_cannot_be_read_is_named_and_changes_nothing() throws IOException {
        var geo = new GeoDatabase();
        geo.use(List.of(network()));
        Path text = Files.writeString(directory.resolve("text.mmdb"), "not a database");
        assertThatThrownBy(() -> geo.use(List.of(text)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("text.mmdb is not a database");
        assertThatThrownBy(() -> geo.use(List.of(directory.resolve("none.mmdb"))))
                .hasMessageContaining("There is no file");
        assertThat(geo.sources()).hasSize(1);
        geo.useReadable(List.of(text, network()));
        assertThat(geo.isAvailable()).isTrue();
        assertThat(geo.sources()).extracting(s -> s.problem().isEmpty()).containsExactly(true, false);
    }

    @Test
    void the_choice_is_kept() throws IOException {
        Path file = city("Belgium", "BE");
        Store store = Store.open(directory.resolve("data"));
        new GeoSetting(store.settings(), new GeoDatabase()).choose(List.of(file));
        var later = new GeoDatabase();
        new GeoSetting(store.settings(), later).load();
        assertThat(later.isAvailable()).isTrue();
        new GeoSetting(store.settings(), later).choose(List.of());
        assertThat(later.isAvailable()).isFalse();
    }

    @Test
    void policies_decide_by_it() throws IOException {
        var geo = new GeoDatabase();
        geo.use(List.of(city("Belgium", "BE"), network()));
        CheckedPolicy policy = new PolicyCheck(IpPolicies.NONE, geo).check("""
                        on_tcp_connect:
                          - expressions:
                              - conn.geo.country_code == 'BE' && conn.client_ip.as.number == 64500
                            actions: [{type: deny}]
                        """, EndpointKind.AGENT);
        assertThat(policy.findings()).noneMatch(f -> f.isError());
        assertThat(trial(policy, "203.0.113.9").refuses()).isTrue();
        assertThat(trial(policy, "203.0.112.9").refuses()).isFalse();
    }

    private static PolicyTrial trial(CheckedPolicy policy, String client) {
        var facts = new Facts(
                MmdbWriter.ip(client),
                1,
                MmdbWriter.ip("127.0.0.1"),
                2,
                "local",
                BUILT,
                new EndpointFacts("ep_1", "tcp", "tcp://localhost:2", "localhost", 2));
        return PolicyTrial.of(policy.document(), policy.program().orElseThrow(), facts);
    }
}

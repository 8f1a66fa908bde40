package dev.culvert.policy.cidr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.InvalidValue;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrSetTest {

    @Test
    void the_trie_finds_what_a_naive_list_finds_for_a_million_addresses() {
        var random = new Random(7);
        for (int round = 0; round < 20; round++) {
            List<Cidr> networks = networks(random, 1 + round * 3);
            CidrSet set = CidrSet.of(networks);
            for (int i = 0; i < 50_000; i++) {
                IpAddress address = address(random, networks);
                Cidr found = set.find(address);
                Cidr expected = naive(networks, address);
                if (found == null ? expected != null : !found.equals(expected)) {
                    assertThat(found).as("%s in %s", address, networks).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void many_networks_are_found_as_few_are() {
        var random = new Random(8);
        List<Cidr> networks = networks(random, 5_000);
        CidrSet set = CidrSet.of(networks);
        for (int i = 0; i < 5_000; i++) {
            IpAddress address = address(random, networks);
            assertThat(set.find(address)).isEqualTo(naive(networks, address));
        }
    }

    private static @Nullable Cidr naive(List<Cidr> networks, IpAddress address) {
        Cidr best = null;
        for (Cidr cidr : networks) {
            if (cidr.contains(address) && (best == null || cidr.prefix() > best.prefix())) {
                best = cidr;
            }
        }
        return best;
    }

    private static List<Cidr> networks(Random random, int count) {
        List<Cidr> networks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            IpAddress base = networks.isEmpty() || random.nextBoolean() ? any(random) : address(random, networks);
            networks.add(new Cidr(base, random.nextInt(base.width() + 1)));
        }
        return networks;
    }

    /** Half of them lie near a network, where mistakes would be. */
    private static IpAddress address(Random random, List<Cidr> networks) {
        if (random.nextBoolean()) {
            return any(random);
        }
        IpAddress near = networks.get(random.nextInt(networks.size())).network();
        int flip = random.nextInt(near.width());
        return near.isV4()
                ? IpAddress.v4((int) (near.high() >>> 32) ^ 1 << (31 - flip))
                : IpAddress.v6(
                        near.high() ^ (flip < 64 ? 1L << (63 - flip) : 0),
                        near.low() ^ (flip < 64 ? 0 : 1L << (127 - flip)));
    }

    private static IpAddress any(Random random) {
        return random.nextBoolean()
                ? IpAddress.v4(random.nextInt())
                : IpAddress.v6(random.nextLong(), random.nextLong());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.0.0.0/8",
        "10.1.2.3/8,10.0.0.0/8",
        "1.2.3.4,1.2.3.4/32",
        "0.0.0.0/0,0.0.0.0/0",
        "::0/0,::/0",
        "2001:DB8:0:0:0:0:0:1,2001:db8::1/128",
        "2001:db8::/33,2001:db8::/33",
        "::ffff:1.2.3.0/120,1.2.3.0/24",
        "1:0:0:2:0:0:0:3/128,1:0:0:2::3/128",
        "1:0:2:3:4:5:6:7/128,1:0:2:3:4:5:6:7/128",
    })
    void networks_are_read_and_written(String text, String expected) {
        assertThat(Cidr.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.256",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "localhost",
                "::1/129",
                ":::",
                "fe80::1%eth0",
                "[::1]",
                "1.2.3.4/8/8",
                "2001:db8::/x",
                "١.2.3.4"
            })
    void what_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("write one such as");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,true", "172.16.0.1,true", "172.32.0.1,false", "192.168.1.1,true", "127.0.0.1,true",
                "169.254.1.1,true",
        "8.8.8.8,false", "::1,true", "fd00::1,true", "fe80::1,true", "2001:db8::1,false", "fec0::1,false"
    })
    void private_addresses_are_known(String text, boolean expected) {
        assertThat(IpAddress.parse(text).orElseThrow().isPrivate()).isEqualTo(expected);
    }

    @Test
    void an_address_of_a_socket_is_the_same_as_its_text() throws Exception {
        for (String text : List.of("1.2.3.4", "2001:db8::1", "::1", "255.255.255.255")) {
            assertThat(IpAddress.of(InetAddress.getByName(text)))
                    .isEqualTo(IpAddress.parse(text).orElseThrow())
                    .hasToString(text);
        }
        assertThat(CidrSet.EMPTY.find(IpAddress.v4(1))).isNull();
    }
}

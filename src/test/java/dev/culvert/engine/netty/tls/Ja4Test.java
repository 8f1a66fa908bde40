package dev.culvert.engine.netty.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ja4Test {

    /** The example of the specification. */
    @Test
    void fingerprints_the_example_of_the_specification() {
        var chrome = new ClientHello(
                0x0304,
                numbers("1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035"),
                numbers("001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015"),
                "example.com",
                List.of("h2", "http/1.1"),
                numbers("0403,0804,0401,0503,0805,0501,0806,0601"));
        assertThat(Ja4.of(chrome)).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    }

    @Test
    void says_what_is_not_there() {
        var bare = new ClientHello(0x0303, List.of(), List.of(), "", List.of(), List.of());
        assertThat(Ja4.of(bare)).isEqualTo("t12i000000_000000000000_000000000000");
        var odd = new ClientHello(0x0301, numbers("002f"), numbers("0010"), "", List.of("\u00abx\u00cd"), List.of());
        assertThat(Ja4.of(odd)).startsWith("t10i0101ad_").endsWith("_000000000000");
    }

    private static List<Integer> numbers(String hex) {
        return Arrays.stream(hex.split(",")).map(h -> Integer.parseInt(h, 16)).toList();
    }
}

package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.store.CodedConnection.Extras;
import dev.culvert.store.CodedConnection.Shape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionBlockTest {

    private static final byte[] V4 = {10, 1, 2, (byte) 200};
    private static final byte[] V6 = {32, 1, 13, (byte) 184, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 42};
    private static final Shape ONE = new Shape(1, 2, 15_432, 3, 4, 5);
    private static final Shape OTHER = new Shape(1, 2, 15_432, 0, 4, 0);
    private static final List<String> NONE = List.of();

    private static CodedConnection row(long id, Shape shape, byte[] client, Extras extras) {
        return new CodedConnection(
                id,
                shape,
                client,
                65_535,
                1_790_000_000_000_000L - id,
                id * 3,
                id - 2,
                id % 2 - 1,
                id,
                1L << id,
                extras);
    }

    private static CodedConnection plain(long id, Shape shape) {
        return row(id, shape, V4, Extras.EMPTY);
    }

    private static void comesBack(List<CodedConnection> rows) throws SQLException {
        var writer = new ConnectionBlock.Writer();
        rows.forEach(writer::add);
        assertThat(ConnectionBlock.read(writer.end()))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(rows);
    }

    @Test
    void what_connections_share_is_kept_for_each() throws SQLException {
        comesBack(List.of(plain(1, ONE), plain(2, ONE), plain(3, OTHER), plain(4, ONE), plain(5, ONE)));
    }

    @Test
    void each_thing_that_few_have_is_kept_by_itself() throws SQLException {
        comesBack(List.of(
                plain(1, ONE),
                row(2, ONE, V6, new Extras("Broken pipe", NONE, NONE, NONE)),
                row(3, ONE, V6, new Extras(null, List.of("a", "b"), NONE, NONE)),
                row(4, ONE, V4, new Extras(null, NONE, List.of("r"), NONE)),
                row(5, ONE, V4, new Extras(null, NONE, NONE, List.of("{}", "{}"))),
                plain(6, ONE)));
    }

    @Test
    void ids_and_starts_may_come_in_any_order() throws SQLException {
        comesBack(List.of(plain(40, ONE), plain(3, ONE), plain(17, ONE)));
    }

    @Test
    void a_row_like_many_others_takes_few_bytes() {
        var writer = new ConnectionBlock.Writer();
        for (int i = 0; i < ConnectionBlock.MOST; i++) {
            writer.add(new CodedConnection(
                    1_790_000_000_000_000L + i * 10L,
                    ONE,
                    V4,
                    40_000 + i,
                    1_790_000_000_000_000L + i * 10L,
                    90,
                    CodedConnection.NONE,
                    CodedConnection.NONE,
                    0,
                    0,
                    Extras.EMPTY));
        }
        assertThat(writer.end()).hasSizeLessThan(20 * ConnectionBlock.MOST);
    }

    @Test
    void a_block_does_not_depend_on_the_one_before() throws SQLException {
        var writer = new ConnectionBlock.Writer();
        writer.add(plain(1, ONE));
        assertThat(writer.end()).isNotEmpty();
        writer.add(plain(2, ONE));
        writer.forget();
        writer.add(plain(3, ONE));
        assertThat(ConnectionBlock.read(writer.end()))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(plain(3, ONE));
    }

    @Test
    void a_form_that_is_not_known_is_told() {
        assertThatThrownBy(() -> ConnectionBlock.read(new byte[] {2}))
                .isInstanceOf(SQLException.class)
                .hasMessage("Connections are of a form that this version does not know");
    }

    @Test
    void what_is_known_of_blocks_comes_back() throws SQLException {
        List<BlockSpan> spans = new ArrayList<>();
        spans.add(BlockSpan.of(List.of(plain(40, ONE), plain(3, ONE), plain(17, ONE))));
        spans.add(BlockSpan.EMPTY);
        spans.add(new BlockSpan(1, 1, Long.MAX_VALUE, -5, 7, -3));
        assertThat(BlockSpan.unpack(BlockSpan.pack(spans))).isEqualTo(spans);
        long start = 1_790_000_000_000_000L;
        assertThat(spans.getFirst()).isEqualTo(new BlockSpan(3, 3, 40, start - 40, start - 3, start - 3 + 9));
        assertThat(BlockSpan.ofAll(spans)).isEqualTo(new BlockSpan(4, 1, Long.MAX_VALUE, -5, start - 3, -3));
    }
}

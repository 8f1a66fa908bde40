package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.INT;

import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Chance. */
final class RandomFunctions {

    private RandomFunctions() {}

    static void addTo(FunctionTable table) {
        table.add(
                "rand.double",
                Overload.global(
                        "rand_double",
                        SimpleType.DOUBLE,
                        List.of(),
                        a -> ThreadLocalRandom.current().nextDouble()));
        table.add("rand.int", Overload.global("rand_int", INT, List.of(INT, INT), a -> {
            long low = (Long) a[0];
            long high = (Long) a[1];
            // both ends are possible
            return high == Long.MAX_VALUE
                    ? ThreadLocalRandom.current().nextLong(low, high)
                    : ThreadLocalRandom.current().nextLong(low, high + 1);
        }));
    }
}

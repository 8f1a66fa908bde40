package dev.culvert.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A short word for a fault, to search for. The same fault has the same code on every machine and, as long as the methods
 * keep their names, in every version: it is made of the cause's type and of the methods of ours that led to it.
 */
final class FaultCode {

    private static final String OURS = "dev.culvert.";
    private static final int FRAMES = 3;
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 6;

    private FaultCode() {}

    static String of(Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        String ours = Arrays.stream(cause.getStackTrace())
                .filter(f -> f.getClassName().startsWith(OURS))
                .limit(FRAMES)
                // the compiler numbers lambdas anew with each one that is added
                .map(f -> f.getClassName() + "." + f.getMethodName().replaceAll("^lambda\\$(\\w+)\\$\\d+$", "$1"))
                .collect(Collectors.joining("\n"));
        var sum = new CRC32();
        sum.update((cause.getClass().getName() + "\n" + ours).getBytes(StandardCharsets.UTF_8));
        var code = new StringBuilder("C-");
        long rest = sum.getValue();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt((int) (rest & 31)));
            rest >>= 5;
        }
        return code.toString();
    }
}

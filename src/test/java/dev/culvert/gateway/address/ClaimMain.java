package dev.culvert.gateway.address;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A process that claims the ports it is given, says which it has, and waits for its end. */
final class ClaimMain {

    private ClaimMain() {}

    public static void main(String[] args) throws IOException {
        var claims = new MachinePortClaims(Path.of(args[0]));
        Arrays.stream(args).skip(1).map(Integer::parseInt).forEach(port -> System.out.println(claims.claim(port)));
        System.out.flush();
        int unused = System.in.read();
        claims.close();
    }
}

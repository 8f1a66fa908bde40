package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.BOOL;
import static dev.culvert.policy.expression.FunctionTable.TEXT;
import static dev.culvert.policy.expression.FunctionTable.TEXTS;
import static dev.culvert.policy.expression.FunctionTable.list;
import static dev.culvert.policy.expression.FunctionTable.text;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.IpAddress;
import java.util.List;

/** Functions of addresses. What is no address or network is in no network, as with ngrok. */
final class IpFunctions {

    private IpFunctions() {}

    static void addTo(FunctionTable table) {
        table.add(
                "inCidrRange",
                Overload.global("in_cidr_range", BOOL, List.of(TEXT, TEXT), a -> inCidr(text(a, 0), text(a, 1))));
        table.add(
                "inCidrRanges",
                Overload.global(
                        "in_cidr_ranges",
                        BOOL,
                        List.of(TEXT, TEXTS),
                        a -> list(a, 1).stream().anyMatch(c -> c instanceof String s && inCidr(text(a, 0), s))));
        table.onText(
                "isPrivateIp",
                BOOL,
                a -> IpAddress.parse(text(a, 0)).map(IpAddress::isPrivate).orElse(false));
    }

    private static boolean inCidr(String ip, String cidr) {
        try {
            Cidr network = Cidr.parse(cidr);
            return IpAddress.parse(ip).map(network::contains).orElse(false);
        } catch (InvalidValue e) {
            return false;
        }
    }
}

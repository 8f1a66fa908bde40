package dev.culvert.policy.action;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.CidrSet;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.run.PhaseRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Networks, written or computed. Those that are written are made a set beforehand. */
final class NetworkList {

    private final CidrSet written;
    private final List<Template> computed;

    private NetworkList(CidrSet written, List<Template> computed) {
        this.written = written;
        this.computed = List.copyOf(computed);
    }

    static NetworkList compile(Config config, String field) {
        List<Cidr> networks = new ArrayList<>();
        List<Template> computed = new ArrayList<>();
        Set<Cidr> seen = new HashSet<>();
        for (ScalarNode item : config.scalars(field)) {
            Optional<Template> template = config.template(item);
            if (template.isPresent() && !template.get().isConstant()) {
                computed.add(template.get());
            } else if (template.isPresent()) {
                read(config, item, networks, seen);
            }
        }
        return new NetworkList(CidrSet.of(networks), computed);
    }

    private static void read(Config config, ScalarNode item, List<Cidr> networks, Set<Cidr> seen) {
        try {
            Cidr cidr = Cidr.parse(item.text());
            if (item.text().indexOf('/') < 0) {
                config.findings()
                        .info(
                                "ERR_NGROK_2217",
                                item.range(),
                                "ngrok wants a prefix here; write " + cidr + " to mean this one address.");
            }
            if (seen.add(cidr)) {
                networks.add(cidr);
            } else {
                config.findings().warning("ERR_NGROK_2231", item.range(), cidr + " stands here twice; remove one.");
            }
        } catch (InvalidValue e) {
            config.findings().error(2217, item.range(), e.getMessage());
        }
    }

    boolean isEmpty() {
        return written.size() == 0 && computed.isEmpty();
    }

    /** The network an address is in; null if it is in none. */
    @Nullable Cidr find(IpAddress address, PhaseRun run) throws ExpressionFailure {
        Cidr found = written.find(address);
        for (int i = 0; found == null && i < computed.size(); i++) {
            Template template = computed.get(i);
            Object value = template.value(run);
            for (Object item : value instanceof List<?> list ? list : List.of(value)) {
                Cidr cidr = cidr(template, item);
                found = cidr.contains(address) ? cidr : found;
            }
        }
        return found;
    }

    private static Cidr cidr(Template template, Object value) throws ExpressionFailure {
        try {
            return Cidr.parse(value.toString());
        } catch (InvalidValue e) {
            throw new ExpressionFailure("ERR_NGROK_2217", template.range(), e.getMessage());
        }
    }
}

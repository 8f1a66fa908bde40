package dev.culvert.ui.addresses;

import dev.culvert.gateway.Ingresses;
import dev.culvert.model.Ingress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Tone;
import java.net.InetAddress;
import java.util.stream.Collectors;

/**
 * An ingress beside the table, with its text ready made.
 *
 * @param ingress the ingress itself
 * @param isOwn whether the user added it
 * @param tone whether something can listen there
 * @param state the same in words
 * @param reason why not, as a sentence; empty if it can
 * @param bound what is bound
 * @param ports where random ports come from
 */
record IngressRow(Ingress ingress, boolean isOwn, Tone tone, String state, String reason, String bound, String ports) {

    static IngressRow of(Ingress ingress, Ingresses now, Messages texts) {
        String obstacle = now.obstacle(ingress);
        boolean isUsable = obstacle.isEmpty();
        String bound = ingress.bind().stream()
                .map(a -> a.isAnyLocalAddress() ? texts.get("ingress.all") : a.getHostAddress())
                .map(a -> a.replace("0:0:0:0:0:0:0:1", "::1"))
                .collect(Collectors.joining(", "));
        return new IngressRow(
                ingress,
                now.isOwn(ingress),
                isUsable ? Tone.GOOD : Tone.BAD,
                texts.get(isUsable ? "ingress.usable" : "ingress.unusable"),
                obstacle,
                texts.get("ingress.bound", bound),
                texts.get("ingress.ports", ingress.ports().toString()));
    }

    /** Its addresses as the user would write them. */
    static String bound(Ingress ingress) {
        return ingress.bind().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }
}

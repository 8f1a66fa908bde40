package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.DnsRecord;
import dev.culvert.model.DomainState;
import dev.culvert.model.Ingress;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.Tone;

/**
 * A custom domain beside the table, with its text ready made.
 *
 * @param domain the domain itself
 * @param ingress the name of the ingress that it is to lead to
 * @param tone what DNS said
 * @param state the same in a word
 * @param sentence the same as a sentence
 * @param record the record to create
 */
record DomainRow(CustomDomain domain, String ingress, Tone tone, String state, String sentence, String record) {

    static DomainRow of(CustomDomain domain, Gateway gateway, Messages texts) {
        DomainState state = gateway.domains().state(domain);
        String record =
                gateway.domains().record(domain).map(DnsRecord::toString).orElse("");
        return new DomainRow(
                domain,
                gateway.ingresses().named(domain.ingress()).map(Ingress::name).orElse(""),
                tone(state),
                texts.get("domain." + state.wireName()),
                sentence(state, texts),
                record);
    }

    private static Tone tone(DomainState state) {
        return switch (state) {
            case DomainState.Unchecked unchecked -> Tone.BUSY;
            case DomainState.Right right -> Tone.GOOD;
            case DomainState.Wrong wrong -> Tone.BAD;
            case DomainState.Missing missing -> Tone.WARN;
            case DomainState.Unknown unknown -> Tone.QUIET;
        };
    }

    private static String sentence(DomainState state, Messages texts) {
        return switch (state) {
            case DomainState.Unchecked unchecked -> texts.get("domain.unchecked.sentence");
            case DomainState.Right right -> texts.get("domain.right.sentence", String.join(", ", right.pointsAt()));
            case DomainState.Wrong wrong -> texts.get("domain.wrong.sentence", String.join(", ", wrong.pointsAt()));
            case DomainState.Missing missing -> texts.get("domain.missing.sentence");
            case DomainState.Unknown unknown -> unknown.reason();
        };
    }

    /** The style of the sentence. */
    String style() {
        return switch (tone) {
            case BAD -> "danger-text";
            case WARN -> "inline-warning";
            default -> "muted";
        };
    }

    /** Whether the user still has to do something at the DNS provider. */
    boolean needsRecord() {
        return tone == Tone.BAD || tone == Tone.WARN;
    }
}

package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.IngressDraft;
import dev.culvert.model.Ingress;
import dev.culvert.model.PortRange;
import dev.culvert.ui.common.Messages;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the user writes of an ingress. For the JavaFX thread. */
final class IngressFormViewModel {

    /** The fields, as the gateway's problems name them. */
    static final List<String> FIELDS = List.of("name", "bind_addresses", "host", "port_range");

    private final Gateway gateway;
    private final @Nullable Ingress editing;
    private final Form form;
    private final Messages texts = Messages.of(IngressFormViewModel.class);

    /**
     * A form.
     *
     * @param editing the ingress to change; null to add one
     */
    IngressFormViewModel(Gateway gateway, Executor fx, @Nullable Ingress editing) {
        this.gateway = gateway;
        this.editing = editing;
        form = new Form(fx)
                .with("name", editing == null ? "" : editing.name())
                .with("bind_addresses", editing == null ? "" : IngressRow.bound(editing))
                .with("host", editing == null ? "" : editing.host())
                .with("port_range", (editing == null ? PortRange.DEFAULT : editing.ports()).toString());
    }

    Form form() {
        return form;
    }

    /** What the dialog is called. */
    String title() {
        return editing == null ? texts.get("ingress.add") : texts.get("ingress.edit", editing.name());
    }

    /** Adds or changes; what is wrong is told at its field. */
    void submit(Consumer<Ingress> done) {
        if (form.busy().get()) {
            return;
        }
        var draft = new IngressDraft(text("name"), text("bind_addresses"), text("host"), text("port_range"));
        form.settle(
                editing == null
                        ? gateway.ingressRegistry().create(draft)
                        : gateway.ingressRegistry().update(editing.id(), draft),
                done);
    }

    private String text(String field) {
        return form.text(field).get().strip();
    }
}

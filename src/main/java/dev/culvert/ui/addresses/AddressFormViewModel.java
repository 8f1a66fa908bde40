package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Messages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the user writes to reserve or to describe an address. For the JavaFX thread. */
final class AddressFormViewModel {

    /** Where the port comes from. */
    enum PortFrom {
        ANY,
        CHOSEN
    }

    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";
    private static final String PORT = "port";
    private static final String REGION = "region";

    private final Gateway gateway;
    private final @Nullable TcpAddress editing;
    private final Form form;
    private final Messages texts = Messages.of(AddressFormViewModel.class);
    private final ObjectProperty<PortFrom> portFrom = new SimpleObjectProperty<>(PortFrom.ANY);

    /**
     * A form.
     *
     * @param editing the address to describe; null to reserve one
     */
    AddressFormViewModel(Gateway gateway, Executor fx, @Nullable TcpAddress editing) {
        this.gateway = gateway;
        this.editing = editing;
        form = new Form(fx)
                .with(REGION, gateway.ingresses().local().name())
                .with(PORT, "")
                .with(DESCRIPTION, editing == null ? "" : editing.description())
                .with(METADATA, editing == null ? "" : editing.metadata());
    }

    Form form() {
        return form;
    }

    /** Whether an address is described that is there already. */
    boolean isEdit() {
        return editing != null;
    }

    /** What the dialog is called. */
    String title() {
        return editing == null
                ? texts.get("form.reserve")
                : texts.get("form.describe", gateway.addresses().text(editing));
    }

    /** The names of the ingresses to choose from. */
    List<String> ingresses() {
        return gateway.ingresses().all().stream().map(Ingress::name).toList();
    }

    /** The host that the address would have. */
    String host() {
        return gateway.ingresses()
                .named(form.text(REGION).get())
                .map(Ingress::host)
                .orElse("");
    }

    /** Where random ports of the chosen ingress are picked from. */
    String range() {
        return gateway.ingresses()
                .named(form.text(REGION).get())
                .map(i -> i.ports().toString())
                .orElse("");
    }

    StringProperty region() {
        return form.text(REGION);
    }

    ObjectProperty<PortFrom> portFrom() {
        return portFrom;
    }

    /** Reserves or describes; what is wrong is told at its field. */
    void submit(Consumer<TcpAddress> done) {
        if (form.busy().get()) {
            return;
        }
        String description = form.text(DESCRIPTION).get().strip();
        String metadata = form.text(METADATA).get().strip();
        String port =
                portFrom.get() == PortFrom.ANY ? "" : form.text(PORT).get().strip();
        CompletableFuture<TcpAddress> change = editing != null
                ? gateway.addresses().update(editing.id(), description, metadata)
                : gateway.addresses()
                        .reserve(
                                form.text(REGION).get(),
                                // chosen and not written is wrong, and not any port
                                portFrom.get() == PortFrom.CHOSEN && port.isEmpty() ? "?" : port,
                                description,
                                metadata);
        form.settle(change, done);
    }
}

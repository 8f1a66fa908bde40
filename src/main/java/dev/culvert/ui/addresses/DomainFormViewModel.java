package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.address.DomainCheck;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.Ingress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.StringProperty;

/** What the user writes of a custom domain, and the record that it needs. For the JavaFX thread. */
final class DomainFormViewModel {

    private static final String NAME = "name";
    private static final String REGION = "region";

    private final Gateway gateway;
    private final Form form;

    DomainFormViewModel(Gateway gateway, Executor fx) {
        this.gateway = gateway;
        // a name that leads to this machine alone is rarely meant
        form = new Form(fx).with(NAME, "").with(REGION, proposed(gateway));
    }

    private static String proposed(Gateway gateway) {
        List<Ingress> own = gateway.ingresses().own();
        return own.isEmpty() ? gateway.ingresses().lan().name() : own.getFirst().name();
    }

    Form form() {
        return form;
    }

    /** The names of the ingresses to choose from. */
    List<String> ingresses() {
        return gateway.ingresses().all().stream().map(Ingress::name).toList();
    }

    StringProperty region() {
        return form.text(REGION);
    }

    /** The record to create, as the name is written. */
    StringBinding record() {
        return Bindings.createStringBinding(
                () -> gateway.ingresses()
                        .named(form.text(REGION).get())
                        .filter(i -> !form.text(NAME).get().isBlank())
                        .map(i -> DomainCheck.record(form.text(NAME).get().strip(), i)
                                .toString())
                        .orElse(""),
                form.text(NAME),
                form.text(REGION));
    }

    /** Adds the domain; what is wrong is told at its field. */
    void submit(Consumer<CustomDomain> done) {
        if (!form.busy().get()) {
            form.settle(
                    gateway.domains()
                            .create(form.text(NAME).get(), form.text(REGION).get()),
                    done);
        }
    }
}

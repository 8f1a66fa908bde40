package dev.culvert.ui.addresses;

import dev.culvert.gateway.Gateway;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.common.Modal;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.View;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the page's dialogs. */
final class AddressDialogs {

    private final Gateway gateway;
    private final Modal modal;
    private final Runnable changed;

    /**
     * The dialogs of one page.
     *
     * @param changed is told when a dialog has changed something
     */
    AddressDialogs(UiContext context, Runnable changed) {
        this.gateway = context.gateway();
        this.modal = context.modal();
        this.changed = changed;
    }

    /** Reserves an address, or describes one. */
    void address(@Nullable TcpAddress editing, Consumer<TcpAddress> made) {
        var model = new AddressFormViewModel(gateway, FxThread.INSTANCE, editing);
        open(View.load(AddressFormController.class, () -> new AddressFormController(model, and(made), modal::close)));
    }

    /** Adds an ingress, or changes one. */
    void ingress(@Nullable Ingress editing) {
        var model = new IngressFormViewModel(gateway, FxThread.INSTANCE, editing);
        Consumer<Ingress> done = and(ingress -> {});
        open(View.load(IngressFormController.class, () -> new IngressFormController(model, done, modal::close)));
    }

    /** Adds a custom domain. */
    void domain() {
        var model = new DomainFormViewModel(gateway, FxThread.INSTANCE);
        Consumer<CustomDomain> done = and(domain -> {});
        open(View.load(DomainFormController.class, () -> new DomainFormController(model, done, modal::close)));
    }

    private <T> Consumer<T> and(Consumer<T> more) {
        return value -> {
            modal.close();
            changed.run();
            more.accept(value);
        };
    }

    private void open(View<? extends PlaceForm> view) {
        modal.show(view.root(), () -> {});
        view.controller().first().requestFocus();
    }
}

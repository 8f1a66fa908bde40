package dev.culvert.ui.frame;

import dev.culvert.engine.Traffic;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.Binding;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.RateMeter;
import dev.culvert.ui.controls.Tone;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The status line. For the JavaFX thread. */
final class FrameViewModel {

    /**
     * What the status line says.
     *
     * @param tone whether all is well
     * @param state the same in words
     * @param open open connections
     * @param in bytes in per second
     * @param out bytes out per second
     */
    record Status(Tone tone, String state, String open, String in, String out) {}

    private final Gateway gateway;
    private final LongSupplier nanoTime;
    private final Messages texts = Messages.of(FrameViewModel.class);
    private final RateMeter in = new RateMeter();
    private final RateMeter out = new RateMeter();
    private final ReadOnlyObjectWrapper<Status> status =
            new ReadOnlyObjectWrapper<>(new Status(Tone.QUIET, "", "", "", ""));

    FrameViewModel(Gateway gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
        refresh();
    }

    ReadOnlyObjectProperty<Status> status() {
        return status.getReadOnlyProperty();
    }

    /** Follows the gateway; to be called at every beat. */
    void refresh() {
        List<EndpointStatus> endpoints = gateway.endpoints();
        // what internal endpoints are handed has come in by a public one
        Traffic all = endpoints.stream()
                .filter(s -> s.endpoint().spec().binding() != Binding.INTERNAL)
                .map(s -> gateway.traffic(s.id()))
                .reduce(Traffic.NONE, Traffic::plus);
        long failed = endpoints.stream()
                .filter(s -> s.state() instanceof EndpointState.Failed)
                .count();
        long online = endpoints.stream()
                .filter(s -> s.state() instanceof EndpointState.Online)
                .count();
        long now = nanoTime.getAsLong();
        var next = new Status(
                failed > 0 ? Tone.BAD : online > 0 ? Tone.GOOD : Tone.QUIET,
                failed > 0 ? texts.get("status.failed", failed) : texts.get("status.online", online),
                texts.get("status.open", all.open()),
                Formats.rate(in.sample(all.bytesIn(), now)),
                Formats.rate(out.sample(all.bytesOut(), now)));
        if (!next.equals(status.get())) {
            status.set(next);
        }
    }
}

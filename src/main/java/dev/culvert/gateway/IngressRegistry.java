package dev.culvert.gateway;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.Ingress;
import dev.culvert.store.IngressTable;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The ingresses that exist. Reading does not wait and may be done by any thread; changes are done on the gateway's thread and
 * answer by a future, which ends with {@link Rejection}, {@link NotFound} or {@link InUse} where they cannot be.
 */
public final class IngressRegistry {

    /** Who lives on ingresses. */
    interface Users {

        /** All that use an ingress, each as a few words. */
        List<String> of(Ingress ingress);

        /** Follows an edit. Completes when every endpoint on the ingress does. */
        CompletableFuture<Void> follow(Ingress before, Ingress after);
    }

    private static final int MOST = 90;

    private final IngressTable table;
    private final GatewayThread thread;
    private final Users users;
    private volatile Ingresses now;

    IngressRegistry(IngressTable table, GatewayThread thread, Users users) {
        this.table = table;
        this.thread = thread;
        this.users = users;
        this.now = Ingresses.detect(table.all());
    }

    /** All of them, as this machine was when they were last looked at. */
    public Ingresses now() {
        return now;
    }

    /** Looks at this machine's interfaces and name again. May wait for the system's resolver. */
    public synchronized void refresh() {
        now = Ingresses.detect(now.own());
    }

    private synchronized void reload() {
        now = Ingresses.detect(table.all());
    }

    /** Adds an ingress. */
    public CompletableFuture<Ingress> create(IngressDraft draft) {
        return thread.call(() -> {
            if (now.own().size() >= MOST) {
                throw new Rejection(List.of(new FieldProblem(
                        "name", "ERR_NGROK_502", "There are " + MOST + " ingresses of your own; delete one first.")));
            }
            Ingress added = new IngressCheck(now, Ids.ingress()).read(draft);
            table.save(added);
            reload();
            return added;
        });
    }

    /**
     * Changes the fields that are given of one of the user's own. Its endpoints follow at once: with another host they get other
     * URLs, with other bind addresses they listen there, and open connections stay.
     *
     * @param id its id or its name
     */
    public CompletableFuture<Ingress> update(String id, IngressDraft changes) {
        return thread.run(() -> {
            Ingress old = own(id, "changed");
            var whole = new IngressDraft(
                    changes.name() == null ? old.name() : changes.name(),
                    changes.bind() == null ? addresses(old) : changes.bind(),
                    changes.host() == null ? old.host() : changes.host(),
                    changes.ports() == null ? old.ports().toString() : changes.ports());
            Ingress changed = new IngressCheck(now, old.id()).read(whole);
            table.save(changed);
            reload();
            return users.follow(old, changed).thenApply(done -> changed);
        });
    }

    private static String addresses(Ingress ingress) {
        return ingress.bind().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
    }

    /**
     * Deletes one of the user's own. Refused while anything uses it.
     *
     * @param id its id or its name
     */
    public CompletableFuture<Ingress> delete(String id) {
        return thread.call(() -> {
            Ingress gone = own(id, "deleted");
            List<String> left = users.of(gone);
            if (!left.isEmpty()) {
                throw new InUse("The ingress '" + gone.name() + "' is used by " + String.join(", ", left)
                        + "; move or delete these first.");
            }
            table.delete(gone.id());
            reload();
            return gone;
        });
    }

    private Ingress own(String id, String done) {
        Ingress found = now.named(id).orElseThrow(() -> new NotFound(id));
        if (!now.isOwn(found)) {
            throw new Rejection(List.of(new FieldProblem(
                    "id",
                    "ERR_NGROK_215",
                    "The ingress '" + found.name() + "' is always there and cannot be " + done
                            + "; add one of your own.")));
        }
        return found;
    }

    /** Says that no ingress has that name, and which there are. */
    String unknown(String region) {
        return "'" + region + "' is no ingress; write "
                + now.all().stream().map(Ingress::name).collect(Collectors.joining(", ")) + ", or a region of ngrok's.";
    }
}

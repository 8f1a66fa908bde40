package dev.culvert.ui.endpoints;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.AddressRule;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.ui.common.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The addresses from which alone one may connect. They are a rule of the traffic policy, which is written and taken out as
 * they are; a policy that has such a rule shows them.
 */
final class ListedAddresses {

    private final AddressForm address;
    private final StringProperty policy;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Messages texts = Messages.of(ListedAddresses.class);
    private boolean isTold;

    /**
     * Addresses as the policy has them now.
     *
     * @param policy the text of the traffic policy, which follows
     */
    ListedAddresses(AddressForm address, StringProperty policy) {
        this.address = address;
        this.policy = policy;
        AddressRule.in(policy.get()).ifPresent(networks -> {
            text.set(networks.stream().map(Cidr::toString).collect(Collectors.joining(", ")));
            if (address.reach().get() == AddressForm.Reach.LAN) {
                address.reach().set(AddressForm.Reach.LISTED);
            }
        });
        text.subscribe((old, now) -> {
            isTold = true;
            follow();
        });
        address.reach().subscribe((old, now) -> {
            isTold = false;
            if (old == AddressForm.Reach.LISTED) {
                policy.set(AddressRule.takeOut(policy.get()));
            }
            follow();
        });
    }

    /** As the user writes them, with commas or blanks between them. */
    StringProperty text() {
        return text;
    }

    /** What is wrong with them; empty if nothing is, or if the user has not come to them. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Whether they stand in the way of the dialog's end; says so from now on. */
    boolean areWrong() {
        isTold = true;
        follow();
        return !problem.get().isEmpty();
    }

    private void follow() {
        problem.set("");
        if (address.reach().get() != AddressForm.Reach.LISTED) {
            return;
        }
        List<Cidr> networks = new ArrayList<>();
        for (String word : words()) {
            try {
                networks.add(Cidr.parse(word));
            } catch (InvalidValue e) {
                tell(e.getMessage());
                return;
            }
        }
        if (networks.isEmpty()) {
            tell(texts.get("form.listed.none"));
            return;
        }
        AddressRule.put(policy.get(), networks)
                .ifPresentOrElse(policy::set, () -> tell(texts.get("form.listed.policy")));
    }

    private List<String> words() {
        return Pattern.compile("[\\s,;]+")
                .splitAsStream(text.get())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private void tell(String what) {
        problem.set(isTold ? what : "");
    }
}

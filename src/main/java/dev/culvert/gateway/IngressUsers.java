package dev.culvert.gateway;

import dev.culvert.model.Binding;
import dev.culvert.model.CustomDomain;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Everything of a gateway that lives on ingresses: endpoints, addresses and custom domains. */
final class IngressUsers implements IngressRegistry.Users {

    private final Gateway gateway;

    IngressUsers(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<String> of(Ingress ingress) {
        List<String> users = new ArrayList<>();
        for (EndpointStatus status : gateway.endpoints()) {
            Endpoint endpoint = status.endpoint();
            if (endpoint.spec().binding() == Binding.PUBLIC
                    && ingress.hosts().contains(endpoint.url().host())) {
                users.add("the endpoint '" + endpoint.name() + "'");
            }
        }
        for (TcpAddress address : gateway.addresses().all()) {
            if (address.ingress().equals(ingress.id())) {
                users.add("the address " + gateway.addresses().text(address));
            }
        }
        for (CustomDomain domain : gateway.domains().of(ingress.id())) {
            users.add("the custom domain '" + domain.name() + "'");
        }
        return users;
    }

    @Override
    public CompletableFuture<Void> follow(Ingress before, Ingress after) {
        return gateway.follow(before, after);
    }
}

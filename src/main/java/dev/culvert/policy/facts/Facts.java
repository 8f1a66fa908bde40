package dev.culvert.policy.facts;

import dev.culvert.policy.cidr.IpAddress;
import java.time.Instant;

/**
 * What is known of a connection when it arrives.
 *
 * @param clientIp the address the client came from
 * @param clientPort its port
 * @param serverIp the address it was accepted on
 * @param serverPort the port it was accepted on
 * @param region the ingress's name; ngrok says region
 * @param start when it was accepted; also what {@code time.now} is for the whole evaluation, so that an evaluation can be
 *     repeated
 * @param endpoint the endpoint it came to
 */
public record Facts(
        IpAddress clientIp,
        int clientPort,
        IpAddress serverIp,
        int serverPort,
        String region,
        Instant start,
        EndpointFacts endpoint) {}

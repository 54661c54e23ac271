package dev.verifier.trust;

import java.util.Set;

/**
 * Which services of a trusted list have certificates that are to be anchors.
 *
 * @param listType what kind of list it must be, {@code LoTEType}
 * @param services kinds of services, {@code ServiceTypeIdentifier}: whoever signs status lists is none that issues
 * @param statuses those in which a service is in force, {@code ServiceStatus}; where there are none, only a service without a status is,
 *     because nobody said which of them mean that it was withdrawn
 */
public record WantedServices(String listType, Set<String> services, Set<String> statuses) {

    public WantedServices {
        services = Set.copyOf(services);
        statuses = Set.copyOf(statuses);
        if (listType.isBlank() || services.isEmpty()) {
            throw new IllegalArgumentException("a list is of some type and has services of some types");
        }
    }

    boolean inForce(String status) {
        return statuses.isEmpty() ? status.isEmpty() : statuses.contains(status);
    }
}

package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import java.util.OptionalInt;

/** What a list says, place by place. */
sealed interface Statuses permits TokenStatusList, BitstringStatusList, PlainStatusList {

    /** Zero where the entry is valid; nothing where the list is not about it. */
    OptionalInt value(StatusReference entry);

    /** How much memory it takes, about. */
    long bytes();
}

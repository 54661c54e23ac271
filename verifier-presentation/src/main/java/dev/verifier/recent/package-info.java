/** What was computed lately. Owns a bounded memory for results that only depend on their key; knows nothing about them. */
@NullMarked
package dev.verifier.recent;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.verifier.server.key;

import org.jspecify.annotations.NullMarked;

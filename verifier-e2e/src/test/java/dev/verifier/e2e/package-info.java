/** The product from outside: processes, ports, and clients that know nothing of its insides. */
@NullMarked
package dev.verifier.e2e;

import org.jspecify.annotations.NullMarked;

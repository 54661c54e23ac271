/** Tests of what the starter does itself; what becomes of it at a real server is in verifier-e2e. */
@NullMarked
package dev.verifier.client;

import org.jspecify.annotations.NullMarked;

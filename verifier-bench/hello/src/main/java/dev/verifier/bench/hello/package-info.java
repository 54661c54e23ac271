/** An empty Spring Boot, to start beside the server. */
@NullMarked
package dev.verifier.bench.hello;

import org.jspecify.annotations.NullMarked;

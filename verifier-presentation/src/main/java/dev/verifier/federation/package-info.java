/**
 * Federations (OpenID Federation 1.0): what entities say of themselves and of those beneath them, and whether that makes a chain to a
 * trust anchor. Does not fetch, and knows neither credentials nor what a chain is good for.
 */
@NullMarked
package dev.verifier.federation;

import org.jspecify.annotations.NullMarked;

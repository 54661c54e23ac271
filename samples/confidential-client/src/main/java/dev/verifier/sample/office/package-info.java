/**
 * A web app with a back end, as its developer would write it: Spring Security signs people in, the starter tells it how,
 * and what is here are the pages. Knows Verifier only by its metadata.
 */
@NullMarked
package dev.verifier.sample.office;

import org.jspecify.annotations.NullMarked;

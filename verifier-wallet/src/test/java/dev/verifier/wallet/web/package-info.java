/** Tests of the wallet's pages, over HTTP, against a verifier of their own. */
@NullMarked
package dev.verifier.wallet.web;

import org.jspecify.annotations.NullMarked;

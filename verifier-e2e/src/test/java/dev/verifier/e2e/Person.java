package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.PlainBrowser.Page;
import dev.verifier.wallet.openid4vp.VerifierReply;

/**
 * Somebody who signs in where a client sends them.
 *
 * @param browser theirs
 * @param phone with the wallet on it
 */
record Person(PlainBrowser browser, Phone phone) {

    /** Opens an address that leads to the login page, shows the credential, and goes on from there. */
    Page signIn(String url) {
        var login = browser.open(url);
        var link = login.html().select("a[data-openid4vp]").attr("href");
        assertThat(link).as(login::toString).isNotEmpty();
        assertThat(phone.show(phone.scan(link))).isInstanceOf(VerifierReply.Accepted.class);
        return browser.open(login.address() + "/continue");
    }
}

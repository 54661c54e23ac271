package dev.verifier.wallet.web;

import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.DcqlQuery.Choice;
import dev.verifier.wallet.openid4vp.VerifierLink;
import java.util.List;

/**
 * A request that waits for the person's decision.
 *
 * @param id which nobody but the page that shows it knows, so that nobody else can decide
 * @param link where the request came from
 * @param choices what could be shown
 */
record Question(String id, VerifierLink link, AuthorizationRequest request, List<Choice> choices) {}

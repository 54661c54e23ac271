package dev.verifier.server.audit;

import dev.verifier.rejection.Rejection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened and that an operator or an auditor may want to know. Holds no token, no secret, no personal attribute. */
public sealed interface VerifierEvent {

    /**
     * A token was issued.
     *
     * @param client client id
     * @param grant grant type
     * @param evidence why the presentation that came with the request was believed; null where the person presented it before
     */
    record TokenIssued(
            String client, String grant, @Nullable Evidence evidence) implements VerifierEvent {}

    /**
     * A browser was sent to the login page.
     *
     * @param login the login's identifier
     * @param client the client it is for
     */
    record LoginStarted(String login, String client) implements VerifierEvent {}

    /**
     * A wallet's answer was believed.
     *
     * @param login the login's identifier
     * @param client the client it is for
     * @param evidence why the credential that says who it is was believed
     * @param others why each one beside it was
     */
    record LoginAccepted(String login, String client, Evidence evidence, List<Evidence> others)
            implements VerifierEvent {}

    /**
     * A login ended.
     *
     * @param login the login's identifier
     * @param client the client it was for
     * @param outcome {@code completed}, {@code exhausted}, {@code cancelled} or {@code expired}
     * @param reason stable code; {@code none} where it was completed
     */
    record LoginEnded(String login, String client, String outcome, String reason) implements VerifierEvent {}

    /**
     * Somebody was signed in at a client by what they presented before.
     *
     * @param client the client
     */
    record SessionUsed(String client) implements VerifierEvent {}

    /**
     * A browser session ended before its time.
     *
     * @param reason {@code by_client}, {@code by_person} or {@code credential_over}
     * @param clients at how many clients somebody was signed in
     * @param why the code of what is not believed any more; empty where that is not the reason
     */
    record SessionEnded(String reason, int clients, String why) implements VerifierEvent {}

    /**
     * It could not be found out whether a browser session's credential still stands.
     *
     * @param problem what kind of failure it was
     */
    record SessionUnread(String problem) implements VerifierEvent {}

    /**
     * A client was to be told that somebody signed out.
     *
     * @param client the client
     * @param outcome {@code delivered}, {@code failed} where it is tried again, or {@code given_up}
     * @param reason why; {@code none} where it was delivered
     */
    record LogoutNotice(String client, String outcome, String reason) implements VerifierEvent {}

    /**
     * A client was to be told that a credential ended.
     *
     * @param client the client
     * @param outcome {@code delivered}, {@code failed} where it is tried again, or {@code given_up}
     * @param reason why; {@code none} where it was delivered
     */
    record SecurityEventNotice(String client, String outcome, String reason) implements VerifierEvent {}

    /**
     * A request at a protocol endpoint was refused.
     *
     * @param id the support id that the caller was told
     * @param endpoint the endpoint's canonical path; {@code other} where there is none
     * @param client the client, once it is known to exist; empty before
     * @param grant grant type; empty where there is none or it is unknown
     * @param error OAuth error
     * @param code stable code
     * @param rejection the facts, where a signed part was refused
     */
    record Refused(
            String id,
            String endpoint,
            String client,
            String grant,
            String error,
            String code,
            @Nullable Rejection rejection)
            implements VerifierEvent {}

    /**
     * A token was introspected.
     *
     * @param client who asked
     * @param active what the answer was
     */
    record Introspected(String client, boolean active) implements VerifierEvent {}

    /**
     * What a person granted a client ended before its time, and with it every token of it.
     *
     * @param client the client it was granted to
     * @param reason {@code refresh_token_replayed}, {@code another_client}, {@code code_replayed}, {@code revoked}, or the code of
     *     the rejection that the credential would meet now
     * @param caller the client whose request ended it; empty where it was none's doing
     */
    record GrantEnded(String client, String reason, String caller) implements VerifierEvent {}

    /**
     * A client took an access token back.
     *
     * @param client client id
     */
    record TokenRevoked(String client) implements VerifierEvent {}

    /**
     * A habit of the ecosystem was tolerated.
     *
     * @param quirk its name under {@code verifier.compatibility}
     */
    record QuirkUsed(String quirk) implements VerifierEvent {}

    /**
     * A list was read and is in use.
     *
     * @param list its name
     * @param entries how many
     * @param findings what is odd in it, a line each
     */
    record ListLoaded(String list, int entries, List<String> findings) implements VerifierEvent {}

    /**
     * A list was asked for and is as it was.
     *
     * @param list its name
     */
    record ListUnchanged(String list) implements VerifierEvent {}

    /**
     * A list could not be refreshed; the one in use stays.
     *
     * @param list its name
     * @param result {@code unavailable} or {@code refused}
     * @param reason why
     */
    record ListKept(String list, String result, String reason) implements VerifierEvent {}

    /**
     * A list's source is away and the copy on disk is used.
     *
     * @param list its name
     * @param asOf when the copy was made
     */
    record ListFromCopy(String list, Instant asOf) implements VerifierEvent {}

    /**
     * A status list was asked for, or was needed and should have been.
     *
     * @param host where it is published
     * @param result {@code loaded}, {@code unchanged}, {@code unavailable}, {@code refused}, {@code rolled_back}, or {@code stale} where
     *     the one at hand should have been refreshed, and could not be
     * @param reason why; empty where there is none
     */
    record StatusListAsked(String host, String result, String reason) implements VerifierEvent {}

    /**
     * A fetch was forbidden by the egress policy.
     *
     * @param reason one of a few words
     */
    record OutboundDenied(String reason) implements VerifierEvent {}

    /**
     * No signing key or data key is configured and a new one was made.
     *
     * @param id the did:key of a signing key, which is also its key id; {@code data:} and its id of a data key
     * @param file where it is kept
     */
    record KeyGenerated(String id, Path file) implements VerifierEvent {}

    /**
     * A key was made that will sign, or signs already.
     *
     * @param did its did:key, which is also its key id
     * @param signsFrom when it takes over
     */
    record KeyAdded(String did, Instant signsFrom) implements VerifierEvent {}

    /**
     * A key is published no more and was deleted: all that it signed has ended.
     *
     * @param did its did:key, which is also its key id
     */
    record KeyRetired(String did) implements VerifierEvent {}

    /**
     * What vouches for a key of ours to wallets ends soon, or has ended.
     *
     * @param identity of ours; {@code default} for the one of all others
     * @param kind {@code certificate} or {@code attestation}
     * @param endsAt when
     * @param over whether that is past
     */
    record VouchingEnds(String identity, String kind, Instant endsAt, boolean over) implements VerifierEvent {}

    /**
     * What signs could not be reached, and whoever wanted something signed was told to come again.
     *
     * @param reason for the operator
     */
    record SignerAway(String reason) implements VerifierEvent {}

    /**
     * Others on this machine may read the file of a key of ours.
     *
     * @param file which
     */
    record KeyExposed(Path file) implements VerifierEvent {}

    /**
     * The signing key in use.
     *
     * @param did its did:key, which is also its key id
     */
    record KeyLoaded(String did) implements VerifierEvent {}

    /**
     * The provider of elliptic curve operations.
     *
     * @param name of the JCA provider
     * @param accelerated whether it is the fast one
     */
    record CryptoChosen(String name, boolean accelerated) implements VerifierEvent {}

    /**
     * The server takes requests.
     *
     * @param issuer where clients reach it
     * @param port its main port
     */
    record Ready(String issuer, int port) implements VerifierEvent {}

    /**
     * An environment variable looks like one of ours and is none.
     *
     * @param name of the variable
     * @param nearest the name that was perhaps meant
     */
    record UnknownVariable(String name, String nearest) implements VerifierEvent {}

    /**
     * No connection to the database can be opened.
     *
     * @param state the SQLSTATE that says why
     */
    record DatabaseAway(String state) implements VerifierEvent {}

    /**
     * Connections to the database can be opened again.
     *
     * @param after how long none could be
     */
    record DatabaseBack(Duration after) implements VerifierEvent {}

    /**
     * Something that is done while nobody asks failed; it is done the next time.
     *
     * @param problem what kind of failure it is
     */
    record UpkeepFailed(String problem) implements VerifierEvent {}

    /**
     * A request failed because something of ours is broken or away.
     *
     * @param id the support id that the caller was told
     * @param cause the failure
     * @param away whether it is only that something cannot be reached, which is not told line by line
     */
    record Failed(String id, Throwable cause, boolean away) implements VerifierEvent {}

    /**
     * Why a presentation was believed.
     *
     * @param holder the holder's identifier; written down as a digest only
     * @param issuer the issuer's organisation
     * @param types the credential's types
     * @param anchor the anchor its certificate leads to; null where it has none
     * @param certificate serial number of its certificate; null where it has none
     * @param grounds the rest of it; null in what was written down before there was any
     */
    record Evidence(
            String holder,
            String issuer,
            List<String> types,
            @Nullable String anchor,
            @Nullable String certificate,
            @Nullable Grounds grounds) {}
}

package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * People who sign in with a W3C credential, and with an SD-JWT VC to a server that wallets know by its certificate, both with encrypted
 * answers; and what confidential clients ask afterwards.
 *
 * @param setting where
 */
record People(Setting setting) implements Section {

    /** Each is a login, which is not what is measured then. */
    private static final int CODES = 300;

    /** Of what a confidential client does, without its authorization requests. */
    private static final int CLIENTS = 4;

    @Override
    public String name() {
        return "people";
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.LOGIN, Aim.SD_JWT_LOGIN, Aim.INTROSPECTION_PACE, Aim.USERINFO_PACE);
    }

    @Override
    public void measure(Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var world = setting.world();
        try (var node = setting.node(world)) {
            var target = setting.target(node);
            var providers = setting.providers(node);
            var requests = new Requests(world.verifier());
            var people = Variant.people(
                    List.of(
                            new SignIn(requests, App.USUAL, world.person(), setting.clock()),
                            new SignIn(requests, App.HAIP, world.sdJwtPerson(), setting.clock())),
                    target,
                    providers);
            var portals = Variant.portals(
                    new SignIn(requests, world.portal(), world.person(), setting.clock()),
                    world.portal(),
                    CODES,
                    target,
                    providers,
                    setting.clock().instant());
            var variants = new ArrayList<>(people);
            variants.addAll(portals.subList(0, CLIENTS));
            var measurement = setting.warm(variants);
            var results = measurement.measure();
            findings.addAll(results);
            findings.figure(Aim.LOGIN, results.get(0).figure("CPU / signatures"));
            findings.figure(Aim.SD_JWT_LOGIN, results.get(1).figure("CPU / signatures"));
            findings.remark(Aim.LOGIN, results.get(0).allocated());
            findings.remark(Aim.SD_JWT_LOGIN, results.get(1).allocated());
            setting.pace(measurement, variants.get(4), Aim.INTROSPECTION_PACE, findings);
            setting.pace(measurement, variants.get(5), Aim.USERINFO_PACE, findings);
        }
    }
}

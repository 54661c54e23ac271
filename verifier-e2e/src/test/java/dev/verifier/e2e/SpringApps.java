package dev.verifier.e2e;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** How the applications are started here. */
final class SpringApps {

    private SpringApps() {}

    /** One that listens. */
    static ConfigurableApplicationContext web(Class<?> app, int port, String... properties) {
        return start(WebApplicationType.SERVLET, app, _ -> {}, with("server.port=" + port, properties));
    }

    /** One that does not. */
    static ConfigurableApplicationContext program(
            Class<?> app, ApplicationContextInitializer<ConfigurableApplicationContext> beans, String... properties) {
        return start(WebApplicationType.NONE, app, beans, List.of(properties));
    }

    private static ConfigurableApplicationContext start(
            WebApplicationType type,
            Class<?> app,
            ApplicationContextInitializer<ConfigurableApplicationContext> beans,
            List<String> properties) {
        return new SpringApplicationBuilder(app)
                .web(type)
                .initializers(beans)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(properties.stream().map(property -> "--" + property).toArray(String[]::new));
    }

    private static List<String> with(String first, String... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(first);
        return all;
    }
}

package dev.verifier.server.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was written behind {@code doctor}.
 *
 * @param words what is no option
 * @param own options of the doctor, without the dashes; a switch has an empty value
 * @param configuration options that are the server's, as Spring reads them
 */
record Arguments(List<String> words, Map<String, String> own, List<String> configuration) {

    /** Takes {@code --name value}, {@code --name=value} and switches for what they are. */
    static Arguments parse(List<String> arguments, Set<String> options, Set<String> switches) {
        var words = new ArrayList<String>();
        var own = new LinkedHashMap<String, String>();
        var configuration = new ArrayList<String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            var name = argument.replaceFirst("^--", "").replaceFirst("=.*", "");
            if (!argument.startsWith("--")) {
                words.add(argument);
            } else if (switches.contains(name)) {
                own.put(name, "");
            } else if (!options.contains(name)) {
                configuration.add(argument);
            } else if (argument.contains("=")) {
                own.put(name, argument.substring(argument.indexOf('=') + 1));
            } else {
                own.put(name, rest.hasNext() ? rest.next() : "");
            }
        }
        return new Arguments(List.copyOf(words), Map.copyOf(own), List.copyOf(configuration));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(own.get(name));
    }
}

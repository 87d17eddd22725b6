package io.github.webhookplugin.kit;

import java.util.List;
import java.util.Locale;

/**
 * What a host shows around everything: its name, where one can go, who is there.
 *
 * @param host what the host is called
 * @param navigation groups of addresses, the ones with plugins among them
 * @param current the address that is shown, with its query; what the navigation marks, and where one returns to
 * @param addresses where the host answers
 */
public record Surroundings(
    String host, List<Group> navigation, String current, Reader reader, Addresses addresses) {
  public Surroundings {
    navigation = List.copyOf(navigation);
  }

  /**
   * Some addresses that belong together.
   *
   * @param title what people read above them; empty for none
   */
  public record Group(String title, List<Link> links) {
    public Group {
      links = List.copyOf(links);
    }
  }

  /**
   * One address. It is the current one on the pages below it, too.
   *
   * @param icon one of the kit's icons
   */
  public record Link(String title, String address, String icon) {}

  /**
   * Who looks at the page.
   *
   * @param name who is signed in; empty if nobody need be
   * @param theme {@code light} or {@code dark} if that was chosen; empty for what their system says
   */
  public record Reader(String name, Locale locale, String theme) {}

  /**
   * Where the host answers. What is empty is not offered.
   *
   * @param kit the folder of the kit's files, for example {@code /kit}
   * @param plugins the page that lists the plugins
   * @param signIn opened in a second window when somebody was signed out
   * @param signOut takes a POST
   * @param language takes a POST with {@code lang}, a language tag, and {@code to}, where to go on
   */
  public record Addresses(
      String kit, String plugins, String signIn, String signOut, String language) {}

  /** Whether a link leads to what is shown, or to something above it, and no other one does so more closely. */
  boolean shows(Link link) {
    return link.address().equals(closest());
  }

  private String closest() {
    String path = current.split("\\?", 2)[0];
    return navigation.stream()
        .flatMap(group -> group.links().stream())
        .map(Link::address)
        .filter(address -> path.equals(address) || path.startsWith(address + "/"))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse("");
  }
}

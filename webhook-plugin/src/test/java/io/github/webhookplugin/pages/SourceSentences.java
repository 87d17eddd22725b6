package io.github.webhookplugin.pages;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The English sentences in the sources of rooms, each as the file that says it has it: literals that are added together are
 * one text, {@link #GAP} stands where a value comes in. What is logged, or thrown as a mistake of the program, is none.
 */
final class SourceSentences {
  static final String GAP = "{}";

  private static final Set<String> LOGGED = Set.of("trace", "debug", "info", "warn", "error");
  private static final Set<String> MISTAKES = Set.of(
      "IllegalArgumentException",
      "IllegalStateException",
      "NoSuchElementException",
      "UncheckedIOException",
      "IOException",
      "PublishException");
  private static final Path SOURCES = Path.of("src/main/java/io/github/webhookplugin");
  private static final int MOST_VARIANTS = 64;

  private SourceSentences() {}

  /** By the name of the class's file. */
  static Map<String, Set<String>> of(List<String> rooms) throws IOException {
    var files = new ArrayList<Path>();
    for (String room : rooms) {
      try (Stream<Path> all = Files.list(SOURCES.resolve(room))) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new TreeMap<String, Set<String>>();
    try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var task = (JavacTask) compiler.getTask(
          null,
          manager,
          null,
          List.of("-proc:none"),
          null,
          manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        var texts = new TreeSet<String>();
        new Scanner(texts).scan(unit, null);
        said.put(file.replace(".java", ""), texts);
      }
    }
    return said;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final Set<String> texts;

    Scanner(Set<String> texts) {
      this.texts = texts;
    }

    @Override
    public Void visitAnnotation(AnnotationTree tree, Void none) {
      return null;
    }

    @Override
    public Void visitThrow(ThrowTree tree, Void none) {
      boolean mistake = tree.getExpression() instanceof NewClassTree made
          && MISTAKES.contains(made.getIdentifier().toString());
      return mistake ? null : super.visitThrow(tree, none);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
      boolean logged = tree.getMethodSelect() instanceof MemberSelectTree method
          && LOGGED.contains(method.getIdentifier().toString());
      return logged ? null : super.visitMethodInvocation(tree, none);
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void none) {
      if (!isText(tree)) {
        return super.visitBinary(tree, none);
      }
      texts.addAll(variants(tree));
      parts(tree);
      return null;
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void none) {
      if (tree.getValue() instanceof String text) {
        texts.add(text);
      }
      return null;
    }

    /** What stands inside of calls in a text that is put together may say something itself. */
    private void parts(Tree tree) {
      if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        parts(sum.getLeftOperand());
        parts(sum.getRightOperand());
      } else if (tree instanceof ParenthesizedTree inner) {
        parts(inner.getExpression());
      } else if (tree instanceof ConditionalExpressionTree choice) {
        scan(choice.getCondition(), null);
        parts(choice.getTrueExpression());
        parts(choice.getFalseExpression());
      } else if (!(tree instanceof LiteralTree)) {
        scan(tree, null);
      }
    }
  }

  private static boolean isText(Tree tree) {
    if (tree instanceof LiteralTree literal) {
      return literal.getValue() instanceof String;
    }
    if (tree instanceof BinaryTree sum) {
      return sum.getKind() == Tree.Kind.PLUS
          && (isText(sum.getLeftOperand()) || isText(sum.getRightOperand()));
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return isText(choice.getTrueExpression()) || isText(choice.getFalseExpression());
    }
    return tree instanceof ParenthesizedTree inner && isText(inner.getExpression());
  }

  /** What a text may be, one for each choice in it. */
  private static List<String> variants(Tree tree) {
    if (tree instanceof LiteralTree literal && literal.getValue() != null) {
      return List.of(literal.getValue().toString());
    }
    if (tree instanceof ParenthesizedTree inner) {
      return variants(inner.getExpression());
    }
    if (tree instanceof ConditionalExpressionTree choice && isText(choice)) {
      var both = new ArrayList<>(variants(choice.getTrueExpression()));
      both.addAll(variants(choice.getFalseExpression()));
      return both;
    }
    if (tree instanceof BinaryTree sum && isText(sum)) {
      var all = new ArrayList<String>();
      for (String left : variants(sum.getLeftOperand())) {
        variants(sum.getRightOperand()).forEach(right -> all.add(left + right));
      }
      if (all.size() > MOST_VARIANTS) {
        throw new IllegalStateException("too many variants: " + tree);
      }
      return all;
    }
    return List.of(GAP);
  }
}

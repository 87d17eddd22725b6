package io.github.webhookplugin.outbox;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Lends one connection and does nothing to it when it comes back, so that a test can look at it. */
final class LendingPool implements DataSource, AutoCloseable {
  final Connection connection;
  int out;
  String product;

  LendingPool(String url) throws SQLException {
    connection = DriverManager.getConnection(url);
  }

  @Override
  public Connection getConnection() {
    out++;
    return proxy(Connection.class, connection);
  }

  private <T> T proxy(Class<T> type, Object real) {
    return type.cast(Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
          switch (method.getName()) {
            case "close" -> {
              out--;
              return null;
            }
            case "getMetaData" -> {
              return proxy(java.sql.DatabaseMetaData.class, connection.getMetaData());
            }
            case "getDatabaseProductName" -> {
              return product == null ? connection.getMetaData().getDatabaseProductName() : product;
            }
            case "hashCode" -> {
              return System.identityHashCode(proxy);
            }
            case "equals" -> {
              return proxy == args[0];
            }
            default -> {
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }
          }
        }));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return new PrintWriter(System.err, true);
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
